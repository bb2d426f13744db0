import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventPublisher } from '@gauntlet/messaging';
import { OutputGuardrail } from './output-guardrail.service';

/** Reads llm.completion.generated.v1, publishes llm.response.released.v1 or llm.prompt.rendered.v1 (turn 1), stores nothing. Safe to repeat. */
@Controller()
export class GuardrailOutputConsumer {
  constructor(
    private readonly guardrail: OutputGuardrail,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.generated, consumerGroup('guardrail.output'))
  async onCompletionGenerated(@Payload() event: GauntletEvent<typeof TOPICS.generated>): Promise<void> {
    await this.publisher.publish(await this.guardrail.decide(event));
  }
}
