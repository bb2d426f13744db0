import { describe, expect, it } from 'vitest';
import { RecentReleases } from './recent-releases';
import type { Release } from './released';

function release(offset: bigint, answer = 'a'): Release {
  const content = { input: '', history: [], variables: {}, messages: [], answer };
  return { event: { content } as unknown as Release['event'], partition: 0, offset, releasedAt: 0, traceId: null };
}

describe('RecentReleases', () => {
  it('keeps the first by offset, in whatever order they come', () => {
    const recent = new RecentReleases();
    recent.add('r', release(7n));
    recent.add('r', release(5n));
    recent.add('r', release(9n));
    expect(recent.get('r')?.offset).toBe(5n);
  });

  it('forgets the oldest when the texts become too many', () => {
    const recent = new RecentReleases();
    const long = 'x'.repeat(1_000_000);
    for (let offset = 0; offset < 20; offset += 1) recent.add(`r${offset}`, release(BigInt(offset), long));
    expect(recent.get('r0')).toBeUndefined();
    expect(recent.get('r19')).toBeDefined();
  });
});
