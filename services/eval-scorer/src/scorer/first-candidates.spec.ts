import { describe, expect, it } from 'vitest';
import { FirstCandidates } from './first-candidates';

describe('FirstCandidates', () => {
  it('knows the candidate that stands, also when it comes again, from those after it', () => {
    const candidates = new FirstCandidates();
    const [first, second] = [
      { partition: 0, offset: '9' },
      { partition: 0, offset: '10' },
    ];
    expect([first, second, first, second].map((place) => candidates.isFirst('a', place))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(candidates.isFirst('b', second)).toBe(true);
  });

  it('goes by the rule where a topic was widened: what comes later in another partition may stand before', () => {
    const candidates = new FirstCandidates();
    const [came, stands] = [
      { partition: 0, offset: '10' },
      { partition: 3, offset: '2' },
    ];
    expect([came, stands, came].map((place) => candidates.isFirst('a', place))).toEqual([true, true, false]);
  });
});
