import { describe, expect, it } from 'vitest';
import { recordTime } from './record-time';

describe('recordTime', () => {
  it('keeps a time that can be true', () => {
    const yesterday = Date.now() - 86_400_000;
    expect(recordTime(String(yesterday))).toBe(yesterday);
  });

  it.each([
    ['in seconds', String(Math.floor(Date.now() / 1_000))],
    ['missing', '-1'],
    ['negative', '-1764000000000'],
    ['an hour ahead', String(Date.now() + 3_600_000)],
    ['behind the last day that a date can be', '9223372036854775807'],
    ['no number', ''],
  ])('takes now for one that is %s', (_what, timestamp) => {
    const before = Date.now();
    expect(recordTime(timestamp)).toBeGreaterThanOrEqual(before);
    expect(recordTime(timestamp)).toBeLessThanOrEqual(Date.now());
  });
});
