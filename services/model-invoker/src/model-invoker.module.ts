import { MessagingModule } from '@gauntlet/messaging';
import { KEPT_ROWS, PersistenceModule, Retention } from '@gauntlet/persistence';
import { provideConfig, RuntimeModule } from '@gauntlet/runtime';
import { Module } from '@nestjs/common';
import { CallLedger } from './call-ledger';
import { CallRepository } from './call.repository';
import { Ladder } from './ladder';
import { LeaseKeeper } from './lease-keeper';
import { keptRows } from './kept-rows';
import { CreateCalls1764000000000 } from './migrations/1764000000000-create-calls';
import { MODEL_PROVIDERS, ModelCaller } from './model-caller';
import { ModelCircuits } from './model-circuits';
import { ModelHealth } from './model-health';
import { ModelInvokerConfig } from './model-invoker.config';
import { ModelInvokerConsumer } from './model-invoker.consumer';
import { ModelInvokerService } from './model-invoker.service';
import { ModelSlots } from './model-slots';
import { PinnedModels } from './pinned-models';
import { providersFrom } from './providers.factory';
import { RungRunner } from './rung-runner';
import { RungTries } from './rung-tries';
import { UnstoredResults } from './unstored-results';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'model-invoker' }),
    MessagingModule.forService({
      service: 'model-invoker',
      groups: [{ group: 'model-invoker', stage: 'model-invoker' }],
    }),
    PersistenceModule.forService({ schema: 'model_invoker', entities: [], migrations: [CreateCalls1764000000000] }),
  ],
  controllers: [ModelInvokerConsumer],
  providers: [
    provideConfig(ModelInvokerConfig),
    { provide: MODEL_PROVIDERS, inject: [ModelInvokerConfig], useFactory: providersFrom },
    ModelInvokerService,
    Ladder,
    RungRunner,
    RungTries,
    ModelCaller,
    PinnedModels,
    { provide: ModelHealth, inject: [PinnedModels], useFactory: ({ health }: PinnedModels) => health },
    ModelSlots,
    ModelCircuits,
    CallLedger,
    LeaseKeeper,
    UnstoredResults,
    CallRepository,
    Retention,
    { provide: KEPT_ROWS, inject: [ModelInvokerConfig], useFactory: keptRows },
  ],
})
export class ModelInvokerModule {}
