import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeEvent, type GauntletEvent, MAX_EVENT_BYTES, requestEvent, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { answerLimit, excessOf, leavesNoRoom, TimeBudget } from './limits';

describe('TimeBudget', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
  afterEach(() => void vi.useRealTimers());

  it('ends at the deadline minus the reserve, and never goes below zero', () => {
    const budget = TimeBudget.until('2026-01-01T00:00:10.000Z', 1500);
    expect(budget.remainingMs()).toBe(8500);
    vi.advanceTimersByTime(8499);
    expect(budget.isSpent()).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(budget.remainingMs()).toBe(0);
    expect(budget.isSpent()).toBe(true);
  });

  it('leaves most of a short deadline to the model', () => {
    expect(TimeBudget.until('2026-01-01T00:00:01.000Z', 1500).remainingMs()).toBe(750);
    expect(TimeBudget.until('2025-12-31T23:59:59.000Z', 1500).isSpent()).toBe(true);
  });

  it('gives each rung half of what remains, the last one all of it', () => {
    const budget = TimeBudget.of(8000);
    expect(budget.shareFor(2).remainingMs()).toBe(4000);
    vi.advanceTimersByTime(4000);
    expect(budget.shareFor(1).remainingMs()).toBe(2000);
    expect(budget.shareFor(0).remainingMs()).toBe(4000);
  });

  it('is not moved by a step of the wall clock', () => {
    const budget = TimeBudget.until('2026-01-01T00:00:10.000Z', 0);
    vi.setSystemTime(Date.UTC(2026, 0, 2));
    expect(budget.remainingMs()).toBe(10_000);
  });
});

type Rendered = GauntletEvent<typeof TOPICS.rendered>;

const KIB = 1_024;
/** The largest that ingress lets in. */
const LARGEST = 'x'.repeat(320 * KIB);

function renderedOf(input: string, variant?: string): Rendered {
  const event = exampleEvent(TOPICS.rendered, variant);
  const messages = [
    { role: 'system' as const, content: 's'.repeat(28 * KIB) },
    { role: 'user' as const, content: input },
  ];
  const backupMessages = event.content.backupMessages && messages;
  return { ...event, content: { ...event.content, input, messages, backupMessages } };
}

/** The event of the answer, with a hundred attempts. */
function generatedOf({ facts, content }: Rendered, completion: string): GauntletEvent<typeof TOPICS.generated> {
  const { backupMessages: _, ...kept } = content;
  const example = exampleEvent(TOPICS.generated).facts;
  const [attempt] = example.trail.attempts;
  const attempts = Array.from({ length: 100 }, () => attempt!);
  return requestEvent(TOPICS.generated, 'model-invoker', {
    facts: { ...facts, completion: example.completion, trail: { ...example.trail, attempts } },
    content: { ...kept, completion },
  });
}

describe('the limit of an answer', () => {
  it.each([undefined, 'backup-version'])(
    'lets every later event be published, of the largest request too: %s',
    (variant) => {
      const event = renderedOf(LARGEST, variant);
      const { bytes } = answerLimit(event);
      expect(bytes).toBeGreaterThan(128 * KIB);
      for (const piece of ['x', '\u0001', '"', '\ud800']) {
        const longest = piece.repeat(Math.floor(bytes / (JSON.stringify(piece).length - 2)) - 2);
        expect(excessOf(longest, { characters: Infinity, bytes })).toBeNull();
        expect(encodeEvent(generatedOf(event, longest)).value.byteLength).toBeLessThan(MAX_EVENT_BYTES - 20 * KIB);
      }
    },
  );

  it('leaves room for the broken answer beside the repaired one', () => {
    const event = renderedOf(LARGEST);
    const responseFormat = { type: 'json_schema' as const, schema: {} };
    const first = answerLimit({ ...event, facts: { ...event.facts, responseFormat } }).bytes;
    const messages = [...event.content.messages, { role: 'assistant' as const, content: 'y'.repeat(first) }];
    const facts = { ...event.facts, responseFormat, turn: 1 };
    const second = answerLimit({ ...event, facts, content: { ...event.content, messages } }).bytes;
    expect(second).toBeGreaterThanOrEqual(first - KIB);
  });

  it('is the prompt’s own where it has one', () => {
    const event = renderedOf('hi');
    expect(answerLimit(event).characters).toBe(131_072);
    const limit = answerLimit({ ...event, facts: { ...event.facts, maxAnswerCharacters: 100 } });
    expect(excessOf('y'.repeat(100), limit)).toBeNull();
    expect(excessOf('y'.repeat(101), limit)).toBe('100 characters');
  });

  it('has no room where a template repeats a long text', () => {
    expect(leavesNoRoom(answerLimit(renderedOf('x'.repeat(450 * KIB))))).toBe(true);
    expect(leavesNoRoom(answerLimit(renderedOf(LARGEST)))).toBe(false);
  });
});
