import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Feedback } from './feedback-event';
import { FeedbackPipe } from './feedback.pipe';
import { FeedbackService } from './feedback.service';
import { RequestIdPipe } from './request-id.pipe';
import { Tenant } from './tenant';

/** What callers think of their answers. */
@Controller('v1/requests')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  /** 202 once it is in the log; the last one of a request counts. */
  @Post(':id/feedback')
  @HttpCode(202)
  async give(
    @Param('id', RequestIdPipe) requestId: string,
    @Body(FeedbackPipe) feedback: Feedback,
    @Tenant() tenant: string,
  ): Promise<{ readonly id: string; readonly rating: string }> {
    await this.feedback.give(feedback, { requestId, tenant });
    return { id: requestId, rating: feedback.rating };
  }
}
