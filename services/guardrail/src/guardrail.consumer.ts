import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventPublisher } from '@gauntlet/messaging';
import { InputGuardrail } from './input-guardrail.service';
import { OutputGuardrail } from './output-guardrail.service';

/** The two stages of the guardrail, each in a group of its own. Both store nothing and are safe to repeat. */
@Controller()
export class GuardrailConsumer {
  constructor(
    private readonly input: InputGuardrail,
    private readonly output: OutputGuardrail,
    private readonly publisher: EventPublisher,
  ) {}

  /** Reads llm.request.accepted.v1, publishes llm.request.cleared.v1 or llm.response.released.v1. */
  @EventPattern(TOPICS.accepted, consumerGroup('guardrail.input'))
  async onRequestAccepted(@Payload() event: GauntletEvent<typeof TOPICS.accepted>): Promise<void> {
    await this.publisher.publish(await this.input.decide(event));
  }

  /** Reads llm.completion.generated.v1, publishes llm.response.released.v1 or, as turn 1, llm.prompt.rendered.v1. */
  @EventPattern(TOPICS.generated, consumerGroup('guardrail.output'))
  async onCompletionGenerated(@Payload() event: GauntletEvent<typeof TOPICS.generated>): Promise<void> {
    await this.publisher.publish(await this.output.decide(event));
  }
}
