import { describe, expect, it } from 'vitest';
import { latencyUntil } from './index';

const acceptedAt = '2026-11-24T16:00:00.000Z';
const accepted = Date.parse(acceptedAt);
const SEVEN_DAYS_MS = 604_800_000;

describe('latencyUntil', () => {
  it.each([
    ['is the time from acceptance on', accepted + 1_500, acceptedAt, 1_500],
    ['is 0 where the end is before the beginning', accepted - 1, acceptedAt, 0],
    ['is bounded where a request says that it is from 1970', accepted, '1970-01-21T18:00:00.000Z', SEVEN_DAYS_MS],
    ['is bounded where the end is in a far future', 8.64e15, acceptedAt, SEVEN_DAYS_MS],
  ])('%s', (_what, at, from, latency) => {
    expect(latencyUntil(at, { acceptedAt: from })).toBe(latency);
  });
});
