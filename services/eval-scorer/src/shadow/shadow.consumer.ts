import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventPublisher } from '@gauntlet/messaging';
import { ShadowService } from './shadow.service';

/**
 * Reads accepted requests, publishes submitted copies for the shadows of their pins, stores the spent budgets. Safe to
 * repeat: the id of a copy is derived.
 */
@Controller()
export class ShadowConsumer {
  constructor(
    private readonly shadow: ShadowService,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.accepted, consumerGroup('eval-scorer.shadow'))
  async onRequestAccepted(@Payload() event: GauntletEvent<typeof TOPICS.accepted>): Promise<void> {
    const copy = await this.shadow.copyOf(event);
    if (copy) await this.publisher.publish(copy);
  }
}
