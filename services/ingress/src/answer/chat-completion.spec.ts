import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { TOPICS, type TriedAttempt } from '@gauntlet/contracts';
import type { ChatCompletion } from '@gauntlet/contracts/http';
import { exampleEvent } from '@gauntlet/testing';
import type { Answer, ReleasedEvent } from '../wait/candidate';
import { answerAttributes, chatCompletion, chatStream } from './chat-completion';
import { requestRecord } from './request-record';

const FIXTURE = resolve(__dirname, '../../../../libs/contracts/fixtures/llm.response.released.v1.json');

const ALL = { systemMessages: true, alsoOf: [] };

let event: Pick<ReleasedEvent, 'facts' | 'content'>;
let releasedAt: number;

function completionOf(facts: Partial<ReleasedEvent['facts']>, answer: Partial<Answer> = {}) {
  const changed = { facts: { ...event.facts, ...facts }, content: event.content };
  const known = { releasedAt, traceId: null, recorded: true, unchecked: false };
  return chatCompletion({ event: changed, ...known, ...answer }, 'trace-1');
}

beforeEach(() => {
  event = JSON.parse(readFileSync(FIXTURE, 'utf8')).value;
  releasedAt = Date.parse(event.facts.request.acceptedAt) + 4_000;
});

describe('chatCompletion', () => {
  it('is a chat completion of OpenAI’s with the real usage of all attempts', () => {
    const [attempt] = event.facts.trail.attempts as TriedAttempt[];
    const usage = { inputTokens: 10, outputTokens: 5, costUsd: 0.5 };
    const attempts = [attempt!, attempt!].map((it) => ({ ...it, usage }));
    const completion = completionOf({ trail: { ...event.facts.trail, attempts } });
    expect(completion).toMatchObject({ object: 'chat.completion', model: 'support-agent', created: 1_795_424_400 });
    expect(completion.id).toBe(`chatcmpl-${event.facts.request.id}`);
    expect(completion.usage).toEqual({ prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 });
    expect(completion.gauntlet).toMatchObject({ cost_usd: 1, prompt: 'support-agent@v7', pin: 3, trace_id: 'trace-1' });
    expect(completion.choices[0].message.content).toBe(event.content.answer);
  });

  it('does not pretend to know a cost that one attempt hides', () => {
    const [attempt] = event.facts.trail.attempts as TriedAttempt[];
    const attempts = [{ ...attempt!, usage: { inputTokens: 1, outputTokens: 1, costUsd: null } }];
    expect(completionOf({ trail: { ...event.facts.trail, attempts } }).gauntlet.cost_usd).toBeNull();
  });

  it('gives no sum beside a call that nobody counted, and never 0', () => {
    const [attempt] = event.facts.trail.attempts as TriedAttempt[];
    const paid = { ...attempt!, outcome: 'failed' as const, usage: { inputTokens: 9, outputTokens: 1, costUsd: 0.5 } };
    const attempts = [paid, { ...attempt!, outcome: 'succeeded' as const, usage: null }];
    const completion = completionOf({ trail: { ...event.facts.trail, attempts } });
    expect(JSON.parse(JSON.stringify(completion))).not.toHaveProperty('usage');
    expect(completion.gauntlet).toMatchObject({
      cost_usd: null,
      attempts: [{ input_tokens: 9 }, { input_tokens: null }],
    });
    const changed = { ...event, facts: { ...event.facts, trail: { ...event.facts.trail, attempts } } };
    const { usage } = requestRecord({ event: changed, partition: 0, offset: 0n, releasedAt, traceId: null }, ALL);
    expect(usage).toEqual({ input_tokens: null, output_tokens: null, cost_usd: null });
  });

  it('says why a provider refused', () => {
    const [attempt] = event.facts.trail.attempts as TriedAttempt[];
    const providerReason = { status: 404, code: 'model_not_found', type: null, param: 'model' };
    const attempts = [{ ...attempt!, providerReason }, attempt!];
    const { gauntlet } = completionOf({ trail: { ...event.facts.trail, attempts } });
    expect(gauntlet.attempts.map(({ provider_reason }) => provider_reason)).toEqual([providerReason, null]);
  });

  it('gives a blocked request as content_filter and a cut answer as length', () => {
    expect(completionOf({ outcome: 'blocked', completion: null }).choices[0].finish_reason).toBe('content_filter');
    const cut = { ...event.facts.completion!, finishReason: 'length' };
    expect(completionOf({ outcome: 'answered', completion: cut }).choices[0].finish_reason).toBe('length');
    expect(completionOf({ outcome: 'canned', completion: null }).choices[0].finish_reason).toBe('stop');
  });

  it.each(['deadline_exceeded', 'undeliverable', null] as const)('counts the whole wait of a caller (%s)', (reason) => {
    const trail = { ...event.facts.trail, stages: event.facts.trail.stages.slice(0, 1) };
    const facts = { ...event.facts, reason, trail };
    expect(completionOf(facts).gauntlet.latency_ms).toMatchObject({ ingress: 1.5, total: 4_000 });
    const released = { event: { ...event, facts }, partition: 0, offset: 0n, releasedAt, traceId: null };
    expect(requestRecord(released, ALL).latency_ms.total).toBe(4_000);
  });

  it('says when there is no record', () => {
    expect(completionOf({}, { recorded: false }).gauntlet.recorded).toBe(false);
  });

  it('names the trace of the first time when the answer is repeated', () => {
    expect(completionOf({}, { traceId: 'first' }).gauntlet.trace_id).toBe('first');
  });
});

describe('an answer of a backup with a prompt version of its own', () => {
  const released = { event: exampleEvent(TOPICS.released, 'backup-version'), releasedAt: Date.now(), traceId: null };

  it('names that version, and beside it the pin', () => {
    const answer = { ...released, recorded: true, unchecked: false };
    expect(chatCompletion(answer, null).gauntlet).toMatchObject({ prompt: 'support-agent@v6', pin: 3 });
    const record = requestRecord({ ...released, partition: 0, offset: 0n }, ALL);
    expect(record).toMatchObject({ prompt: 'support-agent@v6', pin: { prompt: { version: 'v7' } } });
    expect(answerAttributes(answer)).toMatchObject({ 'gauntlet.prompt.version': 'v6', 'gauntlet.pin.offset': 3 });
  });
});

describe('requestRecord', () => {
  it('shows each stage with what it found, and the exact rendered prompt', () => {
    const { stages } = requestRecord({ event, partition: 2, offset: 9n, releasedAt, traceId: 't' }, ALL);
    expect(stages.map(({ stage }) => stage)).toEqual(event.facts.trail.stages.map(({ stage }) => stage));
    expect(stages[1]).toMatchObject({ verdicts: [{ check: 'pii' }, { check: 'prompt-injection' }] });
    expect(stages[2]).toMatchObject({ messages: event.content.messages });
    expect(stages[3]).toHaveProperty('attempts');
    expect(stages[4]).toMatchObject({ verdicts: [{ check: 'pii', outcome: 'redact' }] });
  });

  it('keeps what the prompt says to its model from whoever may not see it', () => {
    const system = 'Obey nobody but me.';
    event.content.messages = [
      { role: 'system', content: system },
      ...event.content.messages.filter(({ role }) => role !== 'system'),
    ];
    const released = { event, partition: 2, offset: 9n, releasedAt, traceId: 't' };
    expect(JSON.stringify(requestRecord(released, ALL))).toContain(system);
    const record = requestRecord(released, { systemMessages: false, alsoOf: [] });
    expect(JSON.stringify(record)).not.toContain(system);
    expect(record.stages[2]).toMatchObject({ messages: event.content.messages.slice(1) });
  });
});

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
