import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersErrors, TakesRequestId } from '../door/api-docs';
import type { Feedback } from './feedback-event';
import { FeedbackDto } from './feedback.dto';
import { FeedbackPipe } from './feedback.pipe';
import { FeedbackService } from './feedback.service';
import { RequestIdPipe } from '../ask/request-id.pipe';
import { Tenant } from '../door/keys/tenant';

/** What callers think of their answers. */
@ApiTags('requests')
@Controller('v1/requests')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  /** 202 once it is in the log; the last one of a request counts. */
  @Post(':id/feedback')
  @HttpCode(202)
  @TakesRequestId()
  @ApiBody({ type: FeedbackDto })
  @Answers(202, 'taken', ['id', 'rating'])
  @AnswersErrors()
  async give(
    @Param('id', RequestIdPipe) requestId: string,
    @Body(FeedbackPipe) feedback: Feedback,
    @Tenant() tenant: string,
  ): Promise<{ readonly id: string; readonly rating: string }> {
    await this.feedback.give(feedback, { requestId, tenant });
    return { id: requestId, rating: feedback.rating };
  }
}
