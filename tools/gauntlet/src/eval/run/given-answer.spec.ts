import { describe, expect, it } from 'vitest';
import { TOPICS, type TriedAttempt } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import type { Call } from './call';
import { ANSWERED, givenAnswer } from './given-answer';

const CALL = {
  row: { id: 'r', expected: {}, context: [] },
  variant: { side: 'candidate' },
  repeat: 2,
} as unknown as Call;
const usage = (costUsd: number | null) => ({ inputTokens: 1, outputTokens: 1, costUsd });

function given(attempts: Partial<TriedAttempt>[]) {
  const released = exampleEvent(TOPICS.released);
  const [attempt] = released.facts.trail.attempts;
  released.facts.trail.attempts = attempts.map((one) => ({ ...(attempt as TriedAttempt), ...one }));
  const scorer = (score: () => never | null) => ({ name: 'x', version: 'v1', score }) as const;
  const fails = () => {
    throw new Error('no pattern');
  };
  return givenAnswer(CALL, released, [
    { name: 'nothing', scorer: scorer(() => null) },
    { name: 'broken', scorer: scorer(fails) },
  ]);
}

describe('givenAnswer', () => {
  it('costs what all its attempts cost, and nobody knows what when one of them is unknown', () => {
    expect(given([{ usage: usage(0.25) }, { usage: usage(0.5) }]).costUsd).toBe(0.75);
    expect(given([{ usage: usage(0.25) }, { usage: usage(null) }]).costUsd).toBeNull();
    expect(given([{ usage: null, maybeBilled: true }]).costUsd).toBeNull();
    expect(given([{ usage: null }]).costUsd).toBe(0);
  });

  it('has no score of a scorer that fails, and says which', () => {
    expect(given([])).toMatchObject({
      ...{ row: 'r', side: 'candidate', repeat: 2 },
      ...{ scores: { nothing: null, broken: null, [ANSWERED]: 1 }, failed: ['broken'] },
    });
  });
});
