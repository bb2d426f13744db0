import { Injectable, type PipeTransform } from '@nestjs/common';
import { ApiError } from '../errors/api.error';
import { ChatRequestDto } from './chat-request.dto';
import type { ChatRequest } from './chat-request';
import { withoutUnsupported } from './openai-parameters';
import { bodyObject, validated } from './validated-body';

/** A chat request with how its answer is to be written down; the two are apart, since only one makes requests equal. */
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

/** Turns a body into a chat request, or refuses it naming the first field that is wrong and what would be right. */
@Injectable()
export class ChatRequestPipe implements PipeTransform<unknown, ChatBody> {
  transform(body: unknown): ChatBody {
    const dto = validated(ChatRequestDto, withoutUnsupported(bodyObject(body)));
    return { chat: chatRequest(dto), stream: streamWish(dto) };
  }
}

function chatRequest({ model, messages, metadata, conversation }: ChatRequestDto): ChatRequest {
  const last = messages.at(-1);
  if (last?.role !== 'user') {
    const param = `messages[${messages.length - 1}].role`;
    throw new ApiError('invalid_request', `${param} must be user: the last message is the input`, { param });
  }
  const history = messages.slice(0, -1).map(({ role, content }) => ({ role, content }));
  return { prompt: model, input: last.content, history, conversation, parameters: { metadata: { ...metadata } } };
}

function streamWish({ stream, stream_options: options }: ChatRequestDto): StreamWish | null {
  if (stream) return { includeUsage: options?.include_usage ?? false };
  if (!options) return null;
  const param = 'stream_options';
  throw new ApiError('invalid_request', `${param} is for streams only; set stream to true`, { param });
}
