import { Body, Controller, Headers, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { trace } from '@opentelemetry/api';
import { answerAttributes } from './answer-attributes';
import { AnswerService } from './answer.service';
import { chatCompletion, type ChatCompletion } from './chat-completion';
import type { ChatRequest } from './chat-request';
import { ChatRequestPipe } from './chat-request.pipe';
import { goneSignal } from './gone-signal';
import { idempotencyKeyOf, timeoutOf } from './request-headers';
import { StartGate } from './start-gate';

/** Until callers have keys of their own, everybody is this tenant. */
const TENANT = 'default';

/** OpenAI's chat completions, not streaming: one request in, its one safe answer out. */
@Controller('v1/chat')
export class ChatController {
  constructor(private readonly answers: AnswerService) {}

  @Post('completions')
  @HttpCode(200)
  @UseGuards(StartGate)
  async complete(
    @Body(ChatRequestPipe) chat: ChatRequest,
    @Headers() headers: FastifyRequest['headers'],
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChatCompletion> {
    const answer = await this.answers.answer({
      chat,
      tenant: TENANT,
      receivedAt: new Date(),
      idempotencyKey: idempotencyKeyOf(headers),
      timeoutMs: timeoutOf(headers),
      gone: goneSignal(reply),
    });
    reply.header('x-request-id', answer.event.facts.request.id);
    if (answer.unchecked) reply.header('gauntlet-degraded', 'idempotency');
    const span = trace.getActiveSpan();
    span?.setAttributes(answerAttributes(answer));
    return chatCompletion(answer, span?.spanContext().traceId ?? null);
  }
}
