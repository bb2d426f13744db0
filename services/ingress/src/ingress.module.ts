import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { KeysModule } from '@gauntlet/keys';
import { MessagingModule } from '@gauntlet/messaging';
import { KEPT_ROWS, PersistenceModule, Retention } from '@gauntlet/persistence';
import { RegistryModule } from '@gauntlet/registry';
import { RuntimeModule } from '@gauntlet/runtime';
import { AcceptanceService } from './acceptance.service';
import { AnswerService } from './answer.service';
import { ChatController } from './chat.controller';
import { ApiErrorFilter } from './errors/api-error.filter';
import { FeedbackController } from './feedback.controller';
import { FeedbackService } from './feedback/feedback.service';
import { HttpServer } from './http-server';
import { StartGate } from './http/start-gate';
import { IdempotencyRepository } from './idempotency/idempotency.repository';
import { IdempotencyService } from './idempotency/idempotency.service';
import { IngressConfig } from './ingress.config';
import { keptRows } from './kept-rows';
import { ApiKeyConfig } from './keys/api-key.config';
import { ApiKeyVerifier } from './keys/api-key.verifier';
import { RateLimits } from './limits/rate-limit';
import { RateLimitConfig } from './limits/rate-limit.config';
import { LoadShed } from './load-shedding/load-shed';
import { LoadShedConfig } from './load-shedding/load-shed.config';
import { LoopDelay } from './load-shedding/load-shed.loop-delay';
import { MIGRATIONS } from './migrations/all-migrations';
import { ModelsController } from './models.controller';
import { Cors } from './origins/cors';
import { LocalCallers } from './origins/local-callers';
import { OriginConfig } from './origins/origin.config';
import { CallerPlaces, ReaderPlaces } from './places/places';
import { PlacesConfig } from './places/places.config';
import { ProgressConsumer } from './progress.consumer';
import { ProgressController } from './progress.controller';
import { Progress } from './progress/progress';
import { RecordsService } from './records.service';
import { ReleasedConsumer } from './released.consumer';
import { RequestGate } from './request.gate';
import { RequestsController } from './requests.controller';
import { ResultsRepository } from './results/results.repository';
import { SubmissionService } from './submission.service';
import { SubmittedConsumer } from './submitted.consumer';
import { WaiterSweep } from './waiters/waiter-sweep';
import { Waiters } from './waiters/waiters';

const CONFIGS = [IngressConfig, ApiKeyConfig, RateLimitConfig, LoadShedConfig, PlacesConfig, OriginConfig];

@Module({
  imports: [
    RuntimeModule.forService({ service: 'ingress', configs: CONFIGS }),
    MessagingModule.forService({ service: 'ingress' }),
    PersistenceModule.forService({
      schema: 'ingress',
      entities: [],
      migrations: MIGRATIONS,
    }),
    RegistryModule,
    KeysModule,
  ],
  controllers: [
    ChatController,
    ModelsController,
    RequestsController,
    ProgressController,
    FeedbackController,
    SubmittedConsumer,
    ReleasedConsumer,
    ProgressConsumer,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ApiErrorFilter },
    HttpServer,
    RequestGate,
    Cors,
    LocalCallers,
    ApiKeyVerifier,
    RateLimits,
    LoadShed,
    LoopDelay,
    CallerPlaces,
    ReaderPlaces,
    StartGate,
    AcceptanceService,
    AnswerService,
    SubmissionService,
    RecordsService,
    FeedbackService,
    IdempotencyService,
    IdempotencyRepository,
    ResultsRepository,
    Retention,
    { provide: KEPT_ROWS, inject: [IngressConfig], useFactory: keptRows },
    Waiters,
    Progress,
    WaiterSweep,
  ],
})
export class IngressModule {}
