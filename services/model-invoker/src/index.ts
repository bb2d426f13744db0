import type { ServiceOptions } from '@gauntlet/runtime';
import { ModelInvokerModule } from './model-invoker.module';

/** This service, for a process of its own or one that it shares. */
export const service: ServiceOptions = { service: 'model-invoker', module: ModelInvokerModule };
