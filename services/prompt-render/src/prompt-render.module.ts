import { MessagingModule } from '@gauntlet/messaging';
import { RegistryModule } from '@gauntlet/registry';
import { provideConfig, RuntimeModule } from '@gauntlet/runtime';
import { Module } from '@nestjs/common';
import { PromptRenderConsumer } from './prompt-render.consumer';
import { PromptRenderConfig } from './prompt-render.config';
import { PromptRenderer } from './prompt-render.service';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'prompt-render' }),
    MessagingModule.forService({
      service: 'prompt-render',
      groups: [{ group: 'prompt-render', stage: 'prompt-render' }],
    }),
    RegistryModule,
  ],
  controllers: [PromptRenderConsumer],
  providers: [provideConfig(PromptRenderConfig), PromptRenderer],
})
export class PromptRenderModule {}
