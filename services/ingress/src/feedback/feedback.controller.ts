import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { FeedbackTaken } from '@gauntlet/contracts/http';
import { RequestIdPipe } from '../ask/request-id.pipe';
import { Answers, AnswersErrors, Takes, TakesRequestId } from '../door/api-docs';
import { Tenant } from '../door/keys/tenant';
import { FeedbackPipe } from './feedback.pipe';
import { FeedbackService } from './feedback.service';
import type { Feedback } from './feedback-event';

/** What callers think of their answers. */
@Controller('v1/requests')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  /** 202 once the feedback is in the log. The last feedback of a request counts. */
  @Post(':id/feedback')
  @HttpCode(202)
  @TakesRequestId()
  @Takes('FeedbackBody')
  @Answers(202, 'taken', 'FeedbackTaken')
  @AnswersErrors()
  async give(
    @Param('id', RequestIdPipe) requestId: string,
    @Body(FeedbackPipe) feedback: Feedback,
    @Tenant() tenant: string,
  ): Promise<FeedbackTaken> {
    await this.feedback.give(feedback, { requestId, tenant });
    return { id: requestId, rating: feedback.rating };
  }
}
