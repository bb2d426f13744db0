import { describe, expect, it } from 'vitest';
import type { ChatCompletion } from '@gauntlet/contracts/http';
import { chatStream } from './chat-chunks';

const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'support-agent',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Two\n\ndata: lines 🙂', refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 },
  gauntlet: { request_id: '1' },
} as unknown as ChatCompletion;

function events(stream: string): string[] {
  const parts = stream.split('\n\n');
  expect(parts.pop()).toBe('');
  return parts.map((part) => /^data: (.*)$/.exec(part)?.[1] ?? 'not one data line');
}

function chunks(stream: string) {
  return events(stream)
    .slice(0, -1)
    .map((data) => JSON.parse(data) as { choices: { delta: { content?: string }; finish_reason: string | null }[] });
}

describe('chatStream', () => {
  it('is one data line per chunk, whatever the text, and ends with [DONE]', () => {
    const stream = chatStream(completion, { includeUsage: false });
    expect(events(stream).at(-1)).toBe('[DONE]');
    const text = chunks(stream).flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? ''));
    expect(text.join('')).toBe('Two\n\ndata: lines 🙂');
  });

  it('says only in the last chunk why it ended, with what Gauntlet knows', () => {
    const all = chunks(chatStream(completion, { includeUsage: false }));
    expect(all.map(({ choices }) => choices[0]?.finish_reason)).toEqual([null, null, 'stop']);
    expect(all.at(-1)).toMatchObject({ gauntlet: { request_id: '1' } });
    expect(all.some((chunk) => 'usage' in chunk)).toBe(false);
  });

  it('gives usage in one more chunk without choices, null before it', () => {
    const all = chunks(chatStream(completion, { includeUsage: true }));
    expect(all.slice(0, -1).every((chunk) => 'usage' in chunk && chunk.usage === null)).toBe(true);
    expect(all.at(-1)).toMatchObject({ choices: [], usage: completion.usage });
  });

  it('gives unknown usage as null', () => {
    const { usage: _, ...uncounted } = completion;
    expect(chunks(chatStream(uncounted, { includeUsage: true })).at(-1)).toMatchObject({ choices: [], usage: null });
  });
});
