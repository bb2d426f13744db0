import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, EventPublisher, positionOf } from '@gauntlet/messaging';
import { JudgeService } from './judge.service';

/**
 * Reads released events and feedback, publishes submitted requests to the judge and scored events from its replies,
 * stores the spent budget. Safe to repeat: a judge's request id and a score's id are derived.
 */
@Controller()
export class JudgeConsumer {
  constructor(
    private readonly judge: JudgeService,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.released, consumerGroup('eval-scorer.judge'))
  async onResponseReleased(
    @Payload() event: GauntletEvent<typeof TOPICS.released>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    const position = positionOf(context);
    await this.publish(this.judge.scoreFrom(event, position) ?? (await this.judge.questionAbout(event, position)));
  }

  @EventPattern(TOPICS.feedback, consumerGroup('eval-scorer.judge'))
  async onFeedbackGiven(
    @Payload() event: GauntletEvent<typeof TOPICS.feedback>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.publish(await this.judge.questionAfter(event, positionOf(context)));
  }

  private async publish(event: GauntletEvent | null): Promise<void> {
    if (event) await this.publisher.publish(event);
  }
}
