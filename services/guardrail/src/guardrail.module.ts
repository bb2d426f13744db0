import { Module, type OnModuleInit } from '@nestjs/common';
import { warmUp } from '@gauntlet/checks';
import { MessagingModule } from '@gauntlet/messaging';
import { Registry, RegistryModule } from '@gauntlet/registry';
import { RuntimeModule } from '@gauntlet/runtime';
import { GuardrailConfig } from './guardrail.config';
import { GuardrailConsumer } from './guardrail.consumer';
import { InputGuardrail } from './input-guardrail.service';
import { JUDGE, judgeFrom } from './judge/judge.factory';
import { OutputGuardrail } from './output-guardrail.service';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'guardrail', configs: [GuardrailConfig] }),
    MessagingModule.forService({
      service: 'guardrail',
      inject: [GuardrailConfig],
      roles: ({ GUARDRAIL_SIDES }: GuardrailConfig) => GUARDRAIL_SIDES,
    }),
    RegistryModule,
  ],
  controllers: [GuardrailConsumer],
  providers: [
    {
      provide: JUDGE,
      inject: [GuardrailConfig, Registry],
      useFactory: (config: GuardrailConfig, registry: Registry) => judgeFrom(config, registry),
    },
    InputGuardrail,
    OutputGuardrail,
  ],
})
export class GuardrailModule implements OnModuleInit {
  /** Before its consumers join their groups, so that no request waits for it. */
  onModuleInit(): Promise<void> {
    return warmUp();
  }
}
