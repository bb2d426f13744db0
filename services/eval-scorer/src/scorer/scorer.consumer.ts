import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { trace } from '@opentelemetry/api';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, EventPublisher, positionOf } from '@gauntlet/messaging';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import { ScorerService } from './scorer.service';

/** Reads released events and feedback, publishes scored events, stores nothing. Safe to repeat: a score's id is derived. */
@Controller()
export class ScorerConsumer {
  constructor(
    private readonly scorer: ScorerService,
    private readonly publisher: EventPublisher,
  ) {}

  @EventPattern(TOPICS.released, consumerGroup('eval-scorer.scorer'))
  async onResponseReleased(
    @Payload() event: GauntletEvent<typeof TOPICS.released>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    await this.publish(this.scorer.scoresOf(event, positionOf(context)));
  }

  @EventPattern(TOPICS.feedback, consumerGroup('eval-scorer.scorer'))
  async onFeedbackGiven(@Payload() event: GauntletEvent<typeof TOPICS.feedback>): Promise<void> {
    await this.publish(this.scorer.scoresOfFeedback(event));
  }

  private async publish(scores: readonly GauntletEvent<typeof TOPICS.scored>[]): Promise<void> {
    scores.forEach(addToSpan);
    await Promise.all(scores.map((score) => this.publisher.publish(score)));
  }
}

function addToSpan({ facts }: GauntletEvent<typeof TOPICS.scored>): void {
  trace.getActiveSpan()?.addEvent('gen_ai.evaluation.result', {
    [ATTRIBUTES.genAiEvaluationName]: facts.scorer.name,
    [ATTRIBUTES.genAiEvaluationScore]: facts.score,
    [ATTRIBUTES.genAiEvaluationLabel]: facts.label ?? '',
  });
}
