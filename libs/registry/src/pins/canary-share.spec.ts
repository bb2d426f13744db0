import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInCanaryShare } from './canary-share';

const percent = fc.integer({ min: 0, max: 100 });

describe('isInCanaryShare', () => {
  it('takes nobody at 0 and everybody at 100, and a larger share contains the smaller one', () => {
    fc.assert(
      fc.property(fc.string(), percent, percent, (key, a, b) => {
        const isIn = (share: number) => isInCanaryShare(key, { prompt: 'agent', percent: share });
        expect([isIn(0), isIn(100)]).toEqual([false, true]);
        if (isIn(Math.min(a, b))) expect(isIn(Math.max(a, b))).toBe(true);
      }),
    );
  });

  it('takes about the share that was asked for, another one for another prompt', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `conversation-${index}`);
    const taken = (prompt: string) => keys.filter((key) => isInCanaryShare(key, { prompt, percent: 10 }));
    const [agent, other] = [taken('agent'), new Set(taken('other'))];
    expect(agent.length / keys.length).toBeCloseTo(0.1, 1);
    expect(agent.filter((key) => other.has(key)).length).toBeLessThan(agent.length / 2);
  });
});
