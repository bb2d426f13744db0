import { Injectable, type PipeTransform } from '@nestjs/common';
import type { ChatRequest } from './chat-request';
import { RequestDto } from './request.dto';
import { supportedMessages } from './openai-parameters';
import { bodyObject, validated } from './validated-body';

/** Turns the body of `POST /v1/requests` into a chat request, or refuses it as `ChatRequestPipe` does. */
@Injectable()
export class RequestPipe implements PipeTransform<unknown, ChatRequest> {
  transform(body: unknown): ChatRequest {
    const sent = bodyObject(body);
    const asked = Array.isArray(sent['history'])
      ? { ...sent, history: supportedMessages(sent['history'], 'history') }
      : sent;
    const { prompt, input, history, variables, tags, conversation } = validated(RequestDto, asked);
    return {
      prompt,
      input,
      history: (history ?? []).map(({ role, content }) => ({ role, content })),
      conversation: conversation ?? undefined,
      parameters: { variables: { ...variables }, tags: { ...tags } },
    };
  }
}
