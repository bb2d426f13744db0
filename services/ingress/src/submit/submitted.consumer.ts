import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { consumerGroup, EventContext, positionOf } from '@gauntlet/messaging';
import { SubmissionService } from './submission.service';

/**
 * Reads llm.request.submitted.v1, publishes llm.request.accepted.v1, stores the submission's key. Safe to repeat: the
 * request id comes from tenant, source and event id.
 */
@Controller()
export class SubmittedConsumer {
  constructor(private readonly submissions: SubmissionService) {}

  @EventPattern(TOPICS.submitted, consumerGroup('ingress.submitted'))
  async onRequestSubmitted(
    @Payload() event: GauntletEvent<typeof TOPICS.submitted>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    const { timestamp: recordedAt } = positionOf(context);
    await this.submissions.accept(event, { recordedAt, bytes: context.getMessage().value?.byteLength ?? 0 });
  }
}
