import { Module } from '@nestjs/common';
import { MessagingModule } from '@gauntlet/messaging';
import { KEPT_ROWS, PersistenceModule, Retention } from '@gauntlet/persistence';
import { RuntimeModule } from '@gauntlet/runtime';
import { MODEL_PROVIDERS, ModelCaller } from './calls/model-caller';
import { ModelCircuits } from './calls/model-circuits';
import { ModelHealth } from './calls/model-health';
import { ModelSlots } from './calls/model-slots';
import { PinnedModels } from './calls/pinned-models';
import { providersFrom } from './calls/providers.factory';
import { RetryingCaller } from './calls/retrying-caller';
import { Ladder } from './ladder';
import { CallRepository } from './ledger/call.repository';
import { CallLedger, LeaseKeeper } from './ledger/call-ledger';
import { keptRows } from './ledger/kept-rows';
import { PaidOnceCaller } from './ledger/paid-once-caller';
import { UnstoredResults } from './ledger/unstored-results';
import { CreateCalls1764000000000 } from './migrations/1764000000000-create-calls';
import { ModelInvokerConfig } from './model-invoker.config';
import { ModelInvokerConsumer } from './model-invoker.consumer';
import { ModelInvokerService } from './model-invoker.service';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'model-invoker', configs: [ModelInvokerConfig] }),
    MessagingModule.forService({ service: 'model-invoker' }),
    PersistenceModule.forService({ schema: 'model_invoker', migrations: [CreateCalls1764000000000] }),
  ],
  controllers: [ModelInvokerConsumer],
  providers: [
    { provide: MODEL_PROVIDERS, inject: [ModelInvokerConfig], useFactory: providersFrom },
    ModelInvokerService,
    Ladder,
    PaidOnceCaller,
    RetryingCaller,
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
