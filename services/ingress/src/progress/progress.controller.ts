import { Controller, type MessageEvent, Param, Res, Sse } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EMPTY, type Observable } from 'rxjs';
import { RequestIdPipe } from '../ask/request-id.pipe';
import { AnswersErrors, AnswersStream, TakesRequestId } from '../door/api-docs';
import { goneSignal } from '../door/connection';
import { type RecordSight, RecordView, Tenant } from '../door/keys/tenant';
import { IngressConfig, longestWaitMs } from '../ingress.config';
import { RecordsService } from '../read/records.service';
import { Progress } from '../wait/progress';
import { Waiters } from '../wait/waiters';
import { progressEvents } from './progress-events';

/** A request's way through the stages, while it is on it. */
@Controller('v1/requests')
export class ProgressController {
  constructor(
    private readonly records: RecordsService,
    private readonly waiters: Waiters,
    private readonly progress: Progress,
    private readonly config: IngressConfig,
  ) {}

  /** Server-sent events; all at once for a finished request, 404 for an id that is none of the tenant's. */
  @Sse(':id/events')
  @TakesRequestId()
  @AnswersStream('events', 'stage: StageTimingRecord, waiting: {id}, and at last finished: RequestRecord')
  @AnswersErrors()
  async events(
    @Param('id', RequestIdPipe) requestId: string,
    @Tenant() tenant: string,
    @RecordView() sight: RecordSight,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Observable<MessageEvent>> {
    await this.records.requireKnown(requestId, tenant);
    if (reply.request.method === 'HEAD') return noEvents(reply);
    return progressEvents({
      requestId,
      progress: this.progress,
      register: () => this.waiters.register(requestId, tenant),
      answerFor: (waiter) => this.records.awaitAnswer(requestId, tenant, waiter),
      limitMs: longestWaitMs(this.config),
      sight,
      gone: goneSignal(reply),
    });
  }
}

// A response to HEAD has no body, so nothing would ever end it.
function noEvents({ raw }: FastifyReply): Observable<MessageEvent> {
  raw.setHeader('content-type', 'text/event-stream');
  return EMPTY;
}
