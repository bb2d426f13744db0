import { Body, Controller, Headers, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChatCompletion } from '@gauntlet/contracts/http';
import { answerAttributes, chatCompletion, chatStream } from '../answer/chat-completion';
import { AnswersErrors, AnswersInOneOrStreams, Takes, TakesRequestHeaders } from '../door/api-docs';
import { goneSignal } from '../door/connection';
import { Tenant } from '../door/keys/tenant';
import { StartGate } from '../door/start-gate';
import { AnswerService } from '../wait/answer.service';
import { type ChatBody, ChatRequestPipe } from './chat-request.pipe';
import { idempotencyKeyOf, timeoutOf } from './request-headers';

/** OpenAI's chat completions: one request in, its one safe answer out, as a stream only once it is known to be safe. */
@Controller('v1/chat')
export class ChatController {
  constructor(private readonly answers: AnswerService) {}

  @Post('completions')
  @HttpCode(200)
  @UseGuards(StartGate)
  @Takes('ChatCompletionRequest')
  @TakesRequestHeaders()
  @AnswersInOneOrStreams('the one safe answer', 'ChatCompletion', 'data: ChatCompletionChunk, and at last [DONE]')
  @AnswersErrors()
  async complete(
    @Body(ChatRequestPipe) { chat, stream }: ChatBody,
    @Tenant() tenant: string,
    @Headers() headers: FastifyRequest['headers'],
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChatCompletion | string> {
    const answer = await this.answers.answer({
      chat,
      tenant,
      receivedAt: new Date(),
      idempotencyKey: idempotencyKeyOf(headers),
      timeoutMs: timeoutOf(headers),
      gone: goneSignal(reply),
      remember: false,
    });
    reply.header('x-request-id', answer.event.facts.request.id);
    if (answer.unchecked) reply.header('gauntlet-degraded', 'idempotency');
    const span = trace.getActiveSpan();
    span?.setAttributes(answerAttributes(answer));
    const completion = chatCompletion(answer, span?.spanContext().traceId ?? null);
    if (!stream) return completion;
    reply.header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-cache');
    return chatStream(completion, stream);
  }
}
