import { Injectable, type PipeTransform } from '@nestjs/common';
import { RequestBody } from '@gauntlet/contracts/http';
import type { ChatRequest } from '../accept/chat-request';
import { supportedMessages } from './openai-parameters';
import { turnsOf } from './turns';
import { bodyChecker, bodyObject } from './validated-body';

const checked = bodyChecker(RequestBody);

/** Turns the body of `POST /v1/requests` into a chat request, or refuses it as `ChatRequestPipe` does. */
@Injectable()
export class RequestPipe implements PipeTransform<unknown, ChatRequest> {
  transform(body: unknown): ChatRequest {
    const sent = bodyObject(body);
    const asked = Array.isArray(sent['history'])
      ? { ...sent, history: supportedMessages(sent['history'], 'history') }
      : sent;
    const { prompt, input, history, variables, tags, conversation } = checked(asked);
    return {
      prompt,
      input,
      history: turnsOf(history ?? [], 'history'),
      conversation: conversation ?? undefined,
      parameters: { variables: { ...variables }, tags: { ...tags } },
    };
  }
}
