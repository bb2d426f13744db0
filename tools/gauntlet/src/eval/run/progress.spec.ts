import { describe, expect, it } from 'vitest';
import type { GivenAnswer } from './given-answer';
import { RunProgress } from './progress';

const answer = (costUsd: number | null) => ({ costUsd }) as GivenAnswer;

describe('RunProgress', () => {
  it('counts what was answered before, and reckons the time by what is answered now', () => {
    let now = 0;
    const progress = new RunProgress(10, [answer(0.01), answer(0.01)], () => now);
    expect(progress.line).toBe('2 of 10 answers, $0.0200');
    now = 4_000;
    progress.add(answer(0.01));
    progress.add(answer(null));
    expect(progress.line).toBe('4 of 10 answers, $0.0300 and 1 answer of unknown price, about 12 s left');
    expect(progress.cost).toBeCloseTo(0.03);
  });

  it('says minutes where it takes long', () => {
    let now = 0;
    const progress = new RunProgress(100, [], () => now);
    now = 10_000;
    progress.add(answer(0));
    expect(progress.line).toContain('about 17 min left');
  });
});
