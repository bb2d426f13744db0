import { Injectable, type PipeTransform } from '@nestjs/common';
import { ChatCompletionRequest } from '@gauntlet/contracts/http';
import { ApiError } from '../api.error';
import type { ChatRequest } from '../accept/chat-request';
import { withoutUnsupported } from './openai-parameters';
import { turnsOf } from './turns';
import { bodyChecker, bodyObject } from './validated-body';

/** The body of a chat completion. Bodies with the same `chat` are the same request, however the answer is streamed. */
export interface ChatBody {
  readonly chat: ChatRequest;
  /** Null for an answer in one piece. */
  readonly stream: StreamWish | null;
}

/** How a caller wants its stream. */
export interface StreamWish {
  /** One more chunk at the end with the usage of the whole request. */
  readonly includeUsage: boolean;
}

const checked = bodyChecker(ChatCompletionRequest);

/** Turns a body into a chat request, or refuses it naming the first field that is wrong and what would be right. */
@Injectable()
export class ChatRequestPipe implements PipeTransform<unknown, ChatBody> {
  transform(body: unknown): ChatBody {
    const asked = checked(withoutUnsupported(bodyObject(body)));
    return { chat: chatRequest(asked), stream: streamWish(asked) };
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
