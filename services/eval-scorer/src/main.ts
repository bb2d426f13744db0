import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { EvalScorerModule } from './eval-scorer.module';

runService({ service: 'eval-scorer', module: EvalScorerModule });
