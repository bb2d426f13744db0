import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventPublisher } from '@gauntlet/messaging';
import { ApiError } from '../api.error';
import { RecordsService } from '../read/records.service';
import { type Feedback, feedbackEvent } from './feedback-event';

/** Takes what callers think of their answers. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly records: RecordsService,
    private readonly publisher: EventPublisher,
  ) {}

  /**
   * Resolves once the feedback is acknowledged by the log.
   * @throws ApiError 404 for an id that is none of the tenant's, 409 while there is no answer to think anything of.
   * @throws DependencyUnavailableError when database or broker is away; a retry helps.
   */
  async give(feedback: Feedback, { requestId, tenant }: { requestId: string; tenant: string }): Promise<void> {
    const released = await this.records.find(requestId, tenant);
    if (!released) throw await this.refusal(requestId, tenant);
    const event = await feedbackEvent(feedback, released, { id: randomUUID(), givenAt: new Date() });
    await this.publisher.publish(event);
  }

  private async refusal(requestId: string, tenant: string): Promise<ApiError> {
    if (!(await this.records.isPending(requestId, tenant))) {
      return new ApiError('request_not_found', `no request ${requestId} is known`, { param: 'id' });
    }
    return new ApiError('not_answered_yet', `request ${requestId} has no answer yet`, { param: 'id' });
  }
}
