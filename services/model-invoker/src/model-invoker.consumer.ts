import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, InvalidEventError, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, EventPublisher } from '@gauntlet/messaging';
import { ModelInvokerService } from './model-invoker.service';

/** Reads `llm.prompt.rendered.v1`, publishes `llm.completion.generated.v1`, stores the call ledger. Safe to repeat. */
@Controller()
export class ModelInvokerConsumer {
  constructor(
    private readonly invoker: ModelInvokerService,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.rendered, consumerGroup('model-invoker'))
  async onPromptRendered(
    @Payload() event: GauntletEvent<typeof TOPICS.rendered>,
    @Ctx() { mayBeRepeat }: EventContext,
  ): Promise<void> {
    const completion = await this.invoker.decide(event, { mayBeRepeat });
    try {
      await this.publisher.publish(completion);
    } catch (error) {
      // It can never be published, so nobody will ask for it again.
      if (error instanceof InvalidEventError) this.invoker.forget(completion);
      throw error;
    }
    this.invoker.forget(completion);
  }
}
