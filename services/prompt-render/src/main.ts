import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { PromptRenderModule } from './prompt-render.module';

runService({ service: 'prompt-render', module: PromptRenderModule });
