import { Module, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { warmUpRecordable } from '@gauntlet/checks/recordable';
import { KeysModule } from '@gauntlet/keys';
import { MessagingModule } from '@gauntlet/messaging';
import { KEPT_ROWS, PersistenceModule, Retention } from '@gauntlet/persistence';
import { RegistryModule } from '@gauntlet/registry';
import { RuntimeModule } from '@gauntlet/runtime';
import { AcceptanceService } from './accept/acceptance.service';
import { IdempotencyRepository } from './accept/idempotency.repository';
import { IdempotencyService } from './accept/idempotency.service';
import { ChatController } from './ask/chat.controller';
import { ModelsController } from './ask/models.controller';
import { RequestsController } from './ask/requests.controller';
import { ApiErrorFilter } from './door/api-error.filter';
import { HttpServer } from './door/http-server';
import { ApiKeyVerifier } from './door/keys/api-key.verifier';
import { LoadShed, LoopDelay } from './door/limits/load-shed';
import { CallerPlaces, ReaderPlaces } from './door/limits/places';
import { RateLimits } from './door/limits/rate-limit';
import { Cors } from './door/origins/cors';
import { LocalCallers } from './door/origins/local-callers';
import { RequestGate } from './door/request.gate';
import { StartGate } from './door/start-gate';
import { FeedbackController } from './feedback/feedback.controller';
import { FeedbackService } from './feedback/feedback.service';
import {
  ApiKeyConfig,
  IngressConfig,
  LoadShedConfig,
  OriginConfig,
  PlacesConfig,
  RateLimitConfig,
} from './ingress.config';
import { keptRows } from './kept-rows';
import { MIGRATIONS } from './migrations/all-migrations';
import { ProgressConsumer } from './progress/progress.consumer';
import { ProgressController } from './progress/progress.controller';
import { RecordsService } from './read/records.service';
import { SubmissionService } from './submit/submission.service';
import { SubmittedConsumer } from './submit/submitted.consumer';
import { AnswerService } from './wait/answer.service';
import { CandidatesRepository } from './wait/candidates.repository';
import { Progress } from './wait/progress';
import { ReleasedConsumer } from './wait/released.consumer';
import { WaiterSweep } from './wait/waiter-sweep';
import { Waiters } from './wait/waiters';

const CONFIGS = [IngressConfig, ApiKeyConfig, RateLimitConfig, LoadShedConfig, PlacesConfig, OriginConfig];

@Module({
  imports: [
    RuntimeModule.forService({ service: 'ingress', configs: CONFIGS }),
    MessagingModule.forService({ service: 'ingress' }),
    PersistenceModule.forService({
      schema: 'ingress',
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
    CandidatesRepository,
    Retention,
    { provide: KEPT_ROWS, inject: [IngressConfig], useFactory: keptRows },
    Waiters,
    Progress,
    WaiterSweep,
  ],
})
export class IngressModule implements OnModuleInit {
  /** Before anybody asks: tags and conversations are redacted on the way in, and canned answers at the deadline. */
  onModuleInit(): Promise<void> {
    return warmUpRecordable();
  }
}
