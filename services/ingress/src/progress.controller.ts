import { Controller, Param, Sse, type MessageEvent } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { AnswersErrors, AnswersStream, TakesRequestId } from './http/api-docs';
import { IngressConfig } from './ingress.config';
import { Progress } from './progress/progress';
import { progressEvents } from './progress/progress-events';
import { RecordsService } from './records.service';
import { RequestIdPipe } from './requests/request-id.pipe';
import { Tenant } from './keys/tenant';
import { Waiters } from './waiters/waiters';

/** A request's way through the stages, while it is on it. */
@ApiTags('requests')
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
  @AnswersStream('stage, waiting and at last finished')
  @AnswersErrors()
  async events(
    @Param('id', RequestIdPipe) requestId: string,
    @Tenant() tenant: string,
  ): Promise<Observable<MessageEvent>> {
    await this.records.requireKnown(requestId, tenant);
    const waiter = this.waiters.register(requestId, tenant);
    const { INGRESS_MAX_TIMEOUT_MS, INGRESS_RELEASE_GRACE_MS } = this.config;
    return progressEvents({
      requestId,
      progress: this.progress,
      answer: this.records.awaitAnswer(requestId, tenant, waiter),
      limitMs: INGRESS_MAX_TIMEOUT_MS + INGRESS_RELEASE_GRACE_MS,
      leave: () => waiter.leave(),
    });
  }
}
