import { Injectable, type PipeTransform } from '@nestjs/common';
import type { HistoryMessage } from '@gauntlet/contracts';
import { ChatCompletionRequest, type Message, RequestBody } from '@gauntlet/contracts/http';
import type { ChatRequest } from '../accept/chat-request';
import type { StreamWish } from '../answer/chat-completion';
import { ApiError } from '../api.error';
import { supportedMessages, withoutUnsupported } from './openai-parameters';
import { bodyChecker, bodyObject } from './validated-body';

/** The body of a chat completion. Bodies with the same `chat` are the same request, however the answer is streamed. */
export interface ChatBody {
  readonly chat: ChatRequest;
  /** Null for an answer in one piece. */
  readonly stream: StreamWish | null;
}

const checkedChat = bodyChecker(ChatCompletionRequest);
const checkedRequest = bodyChecker(RequestBody);

/** Turns a body into a chat request, or refuses it naming the first field that is wrong and what would be right. */
@Injectable()
export class ChatRequestPipe implements PipeTransform<unknown, ChatBody> {
  transform(body: unknown): ChatBody {
    const asked = checkedChat(withoutUnsupported(bodyObject(body)));
    return { chat: chatRequest(asked), stream: streamWish(asked) };
  }
}

/** Turns the body of `POST /v1/requests` into a chat request, or refuses it as `ChatRequestPipe` does. */
@Injectable()
export class RequestPipe implements PipeTransform<unknown, ChatRequest> {
  transform(body: unknown): ChatRequest {
    const sent = bodyObject(body);
    const asked = Array.isArray(sent['history'])
      ? { ...sent, history: supportedMessages(sent['history'], 'history') }
      : sent;
    const { prompt, input, history, variables, tags, conversation } = checkedRequest(asked);
    return {
      prompt,
      input,
      history: turnsOf(history ?? [], 'history'),
      conversation: conversation ?? undefined,
      parameters: { variables: { ...variables }, tags: { ...tags } },
    };
  }
}

function chatRequest({ model, messages, metadata, conversation }: ChatCompletionRequest): ChatRequest {
  const turns = turnsOf(messages, 'messages');
  const last = turns.at(-1);
  if (last?.role !== 'user') {
    const param = `messages[${messages.length - 1}].role`;
    throw new ApiError('invalid_request', `${param} must be user: the last message is the input`, { param });
  }
  return {
    prompt: model,
    input: last.content,
    history: turns.slice(0, -1),
    conversation: conversation ?? undefined,
    parameters: { metadata: { ...metadata } },
  };
}

function streamWish({ stream, stream_options: options }: ChatCompletionRequest): StreamWish | null {
  if (stream) return { includeUsage: options?.include_usage ?? false };
  if (!options) return null;
  const param = 'stream_options';
  throw new ApiError('invalid_request', `${param} is for streams only; set stream to true`, { param });
}

/**
 * Turns of a conversation with their text parts joined; `param` names the list in refusals.
 * @throws ApiError for a question that says nothing. An answer of ours may be empty, and can be given back.
 */
function turnsOf(messages: readonly Message[], param: string): HistoryMessage[] {
  return messages.map(({ role, content: said }, index) => {
    const content = typeof said === 'string' ? said : said.map(({ text }) => text).join('\n');
    if (role === 'assistant' || content !== '') return { role, content };
    const at = `${param}[${index}].content`;
    throw new ApiError('invalid_request', `${at} must be longer than or equal to 1 characters`, { param: at });
  });
}
