import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate';
import { RecentAnswers } from './recent-answers';

function candidate(offset: bigint, answer = 'a'): Candidate {
  const content = { input: '', history: [], variables: {}, messages: [], answer };
  return { event: { content } as unknown as Candidate['event'], partition: 0, offset, releasedAt: 0, traceId: null };
}

describe('RecentAnswers', () => {
  it('keeps the first by offset, in whatever order they come', () => {
    const recent = new RecentAnswers();
    recent.add('r', candidate(7n));
    recent.add('r', candidate(5n));
    recent.add('r', candidate(9n));
    expect(recent.get('r')?.offset).toBe(5n);
  });

  it('forgets the oldest when the texts become too many', () => {
    const recent = new RecentAnswers();
    const long = 'x'.repeat(1_000_000);
    for (let offset = 0; offset < 20; offset += 1) recent.add(`r${offset}`, candidate(BigInt(offset), long));
    expect(recent.get('r0')).toBeUndefined();
    expect(recent.get('r19')).toBeDefined();
  });
});
