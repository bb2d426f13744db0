import type { ServiceOptions } from '@gauntlet/runtime';
import { EvalScorerModule } from './eval-scorer.module';

/** This service, for a process of its own or one that it shares. */
export const service: ServiceOptions = { service: 'eval-scorer', module: EvalScorerModule };
