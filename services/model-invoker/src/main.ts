import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { ModelInvokerModule } from './model-invoker.module';

runService({ service: 'model-invoker', module: ModelInvokerModule });
