import { warmUpRecordable } from '@gauntlet/checks/recordable';
import type { ServiceOptions } from '@gauntlet/runtime';
import { ModelInvokerModule } from './model-invoker.module';

/** This service, for a process of its own or one that it shares. Its canned answers need detectors that nothing else loads. */
export const service: ServiceOptions = {
  service: 'model-invoker',
  module: ModelInvokerModule,
  onReady: warmUpRecordable,
};
