import { Module } from '@nestjs/common';
import { MessagingModule } from '@gauntlet/messaging';
import { RegistryModule } from '@gauntlet/registry';
import { RuntimeModule } from '@gauntlet/runtime';
import { PromptRenderConfig } from './prompt-render.config';
import { PromptRenderConsumer } from './prompt-render.consumer';
import { PromptRenderer } from './prompt-render.service';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'prompt-render', configs: [PromptRenderConfig] }),
    MessagingModule.forService({ service: 'prompt-render' }),
    RegistryModule,
  ],
  controllers: [PromptRenderConsumer],
  providers: [PromptRenderer],
})
export class PromptRenderModule {}
