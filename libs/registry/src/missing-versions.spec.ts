import { describe, expect, it } from 'vitest';
import { MissingVersions } from './missing-versions';

describe('MissingVersions', () => {
  it('gives up on a version only once the end of the topic was reached after the first question', () => {
    const missing = new MissingVersions();
    expect(missing.wasNeverPublished('v1', { now: 10_000, reachedEndAt: 9_900 })).toBe(false);
    expect(missing.wasNeverPublished('v1', { now: 60_000, reachedEndAt: 9_900 })).toBe(false);
    expect(missing.wasNeverPublished('v1', { now: 60_000, reachedEndAt: 11_000 })).toBe(false);
    expect(missing.wasNeverPublished('v1', { now: 60_001, reachedEndAt: 11_001 })).toBe(true);
  });

  it('starts over after it has given up', () => {
    const missing = new MissingVersions();
    missing.wasNeverPublished('v1', { now: 0, reachedEndAt: -Infinity });
    expect(missing.wasNeverPublished('v1', { now: 5_000, reachedEndAt: 4_000 })).toBe(true);
    expect(missing.wasNeverPublished('v1', { now: 5_001, reachedEndAt: 4_000 })).toBe(false);
  });
});
