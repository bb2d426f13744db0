import { Injectable, type PipeTransform } from '@nestjs/common';
import type { ChatRequest } from './chat-request';
import { RequestDto } from './request.dto';
import { bodyObject, validated } from './validated-body';

/** Turns the body of `POST /v1/requests` into a chat request, or refuses it as `ChatRequestPipe` does. */
@Injectable()
export class RequestPipe implements PipeTransform<unknown, ChatRequest> {
  transform(body: unknown): ChatRequest {
    const { prompt, input, history, variables, tags, conversation } = validated(RequestDto, bodyObject(body));
    return {
      prompt,
      input,
      history: (history ?? []).map(({ role, content }) => ({ role, content })),
      conversation: conversation ?? undefined,
      parameters: { variables: { ...variables }, tags: { ...tags } },
    };
  }
}
