import type { ServiceOptions } from '@gauntlet/runtime';
import { GuardrailModule } from './guardrail.module';

/** This service, for a process of its own or one that it shares. */
export const service: ServiceOptions = { service: 'guardrail', module: GuardrailModule };
