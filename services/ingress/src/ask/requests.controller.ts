import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PendingRequest, RequestRecord } from '@gauntlet/contracts/http';
import type { ChatRequest } from '../accept/chat-request';
import { requestRecord } from '../answer/request-record';
import { Answers, AnswersErrors, Takes, TakesHeader, TakesRequestHeaders, TakesRequestId } from '../door/api-docs';
import { goneSignal } from '../door/connection';
import { type RecordSight, RecordView, Tenant } from '../door/keys/tenant';
import { StartGate } from '../door/start-gate';
import { RecordsService } from '../read/records.service';
import { AnswerService, type PendingAnswer } from '../wait/answer.service';
import { within } from '../wait/waiters';
import { RequestPipe } from './chat-request.pipe';
import { idempotencyKeyOf, preferredWaitOf, timeoutOf } from './request-headers';
import { RequestIdPipe } from './request-id.pipe';

/** Requests whose callers come back for the answer, and what happened to every request, stage by stage. */
@Controller('v1/requests')
export class RequestsController {
  constructor(
    private readonly records: RecordsService,
    private readonly answers: AnswerService,
  ) {}

  /** 202 with `Location` once the request is owed an answer; 200 with the record when it comes within `Prefer: wait`. */
  @Post()
  @HttpCode(202)
  @UseGuards(StartGate)
  @Takes('RequestBody')
  @TakesRequestHeaders()
  @TakesHeader('Prefer', 'wait=20 waits so many seconds for the answer (RFC 7240)', { type: 'string' })
  @Answers(200, 'answered within the wait: the record', 'RequestRecord')
  @Answers(202, 'on its way', 'PendingRequest')
  @AnswersErrors()
  async create(
    @Body(RequestPipe) chat: ChatRequest,
    @Tenant() tenant: string,
    @Headers() headers: FastifyRequest['headers'],
    @RecordView() sight: RecordSight,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestRecord | PendingRequest> {
    const owed = await this.answers.accept({
      chat,
      tenant,
      receivedAt: new Date(),
      idempotencyKey: idempotencyKeyOf(headers),
      timeoutMs: timeoutOf(headers),
      remember: true,
    });
    const { requestId: id, unchecked } = owed;
    reply.header('location', `/v1/requests/${id}`).header('x-request-id', id);
    if (unchecked) reply.header('gauntlet-degraded', 'idempotency');
    return (await this.waited(owed, { tenant, seconds: preferredWaitOf(headers), sight, reply })) ?? pending(id);
  }

  /** 200 with the record, 202 while the request is on its way, 404 for an id that is none of the tenant's. */
  @Get(':id')
  @TakesRequestId()
  @Answers(200, 'the record', 'RequestRecord')
  @Answers(202, 'on its way', 'PendingRequest')
  @AnswersErrors()
  async read(
    @Param('id', RequestIdPipe) id: string,
    @Tenant() tenant: string,
    @RecordView() sight: RecordSight,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestRecord | PendingRequest> {
    const released = await this.records.find(id, tenant, ...sight.alsoOf);
    if (released) return requestRecord(released, sight);
    await this.records.requirePending(id, tenant);
    reply.status(202);
    return pending(id);
  }

  private async waited(
    { requestId, answer }: PendingAnswer,
    { tenant, seconds, sight, reply }: { tenant: string; seconds: number; sight: RecordSight; reply: FastifyReply },
  ) {
    // Whoever doesn't wait for the answer must not turn its failure into an unhandled rejection.
    answer.catch(() => undefined);
    if (seconds === 0) return null;
    reply.header('preference-applied', `wait=${seconds}`);
    const answered = await within(answer, { ms: seconds * 1_000, gone: goneSignal(reply) });
    const released = answered?.recorded ? await this.records.find(requestId, tenant) : null;
    if (!released) return null;
    reply.status(200);
    return requestRecord(released, sight);
  }
}

function pending(id: string): PendingRequest {
  return { id, status: 'pending' };
}
