import { MessagingModule } from '@gauntlet/messaging';
import { RegistryModule } from '@gauntlet/registry';
import { provideConfig, RuntimeModule } from '@gauntlet/runtime';
import { Module } from '@nestjs/common';
import { GuardrailInputConsumer } from './guardrail-input.consumer';
import { GuardrailOutputConsumer } from './guardrail-output.consumer';
import { GuardrailConfig } from './guardrail.config';
import { InputGuardrail } from './input-guardrail.service';
import { OutputGuardrail } from './output-guardrail.service';
import { groupsOf } from './sides';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'guardrail' }),
    MessagingModule.forService({ service: 'guardrail', groups: groupsOf(process.env.GUARDRAIL_SIDES) }),
    RegistryModule,
  ],
  controllers: [GuardrailInputConsumer, GuardrailOutputConsumer],
  providers: [provideConfig(GuardrailConfig), InputGuardrail, OutputGuardrail],
})
export class GuardrailModule {}
