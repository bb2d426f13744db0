import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventPublisher } from '@gauntlet/messaging';
import { PromptRenderer } from './prompt-render.service';

/** Reads llm.request.cleared.v1, publishes llm.prompt.rendered.v1 (turn 0), stores nothing. Safe to repeat. */
@Controller()
export class PromptRenderConsumer {
  constructor(
    private readonly renderer: PromptRenderer,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.cleared, consumerGroup('prompt-render'))
  async onRequestCleared(@Payload() event: GauntletEvent<typeof TOPICS.cleared>): Promise<void> {
    await this.publisher.publish(this.renderer.decide(event));
  }
}
