import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, Losses, positionOf } from '@gauntlet/messaging';
import { RecorderService } from './recorder.service';

/** Reads released, scored, feedback and gated events, publishes nothing, stores them and what was lost. Safe to repeat. */
@Controller()
export class RecorderConsumer {
  constructor(
    private readonly recorder: RecorderService,
    losses: Losses,
  ) {
    losses.keepFor('eval-scorer.recorder', (loss) => recorder.recordLoss(loss));
  }

  @EventPattern(TOPICS.released, consumerGroup('eval-scorer.recorder'))
  async onResponseReleased(
    @Payload() event: GauntletEvent<typeof TOPICS.released>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.recorder.recordReleased(event, positionOf(context));
  }

  @EventPattern(TOPICS.scored, consumerGroup('eval-scorer.recorder'))
  async onOutputScored(
    @Payload() event: GauntletEvent<typeof TOPICS.scored>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.recorder.recordScore(event, positionOf(context));
  }

  @EventPattern(TOPICS.feedback, consumerGroup('eval-scorer.recorder'))
  async onFeedbackGiven(
    @Payload() event: GauntletEvent<typeof TOPICS.feedback>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.recorder.recordFeedback(event, positionOf(context));
  }

  @EventPattern(TOPICS.gated, consumerGroup('eval-scorer.recorder'))
  async onPromptGated(@Payload() event: GauntletEvent<typeof TOPICS.gated>): Promise<void> {
    await this.recorder.recordGate(event);
  }
}
