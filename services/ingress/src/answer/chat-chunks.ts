import type { ChatCompletion, ChatCompletionChunk } from '@gauntlet/contracts/http';
import type { StreamWish } from '../ask/chat-request.pipe';

type Choice = ChatCompletionChunk['choices'][number];

const DONE = 'data: [DONE]\n\n';

/**
 * A finished answer as the server-sent events of OpenAI's stream: role, text, `finish_reason` with what Gauntlet knows,
 * usage if wished (null when it is unknown), `[DONE]`. The text comes in one piece: all of it was checked before the first
 * byte leaves.
 */
export function chatStream(completion: ChatCompletion, wish: StreamWish): string {
  const { id, created, model, choices, usage = null, gauntlet } = completion;
  const [{ message, finish_reason }] = choices;
  const chunk = (
    delta: Choice['delta'],
    reason: Choice['finish_reason'],
    more: Partial<ChatCompletionChunk> = {},
  ): ChatCompletionChunk => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    ...(wish.includeUsage ? { usage: null } : {}),
    ...more,
  });
  const chunks = [
    chunk({ role: 'assistant', content: '', refusal: null }, null),
    chunk({ content: message.content }, null),
    chunk({}, finish_reason, { gauntlet }),
    ...(wish.includeUsage ? [{ ...chunk({}, null), choices: [], usage }] : []),
  ];
  return chunks.map((it) => `data: ${JSON.stringify(it)}\n\n`).join('') + DONE;
}
