import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { GuardrailModule } from './guardrail.module';

runService({ service: 'guardrail', module: GuardrailModule });
