import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventPublisher } from '@gauntlet/messaging';
import { InputGuardrail } from './input-guardrail.service';

/** Reads llm.request.accepted.v1, publishes llm.request.cleared.v1 or llm.response.released.v1, stores nothing. Safe to repeat. */
@Controller()
export class GuardrailInputConsumer {
  constructor(
    private readonly guardrail: InputGuardrail,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.accepted, consumerGroup('guardrail.input'))
  async onRequestAccepted(@Payload() event: GauntletEvent<typeof TOPICS.accepted>): Promise<void> {
    await this.publisher.publish(await this.guardrail.decide(event));
  }
}
