import { describe, expect, it } from 'vitest';
import { baseOf, isHeld, isOverloaded, searchHighest } from './held.mjs';

const load = (more) => ({ planned: 100, sent: 100, answered: 100, p50: 60, p95: 90, ...more });

describe('a rate', () => {
  it('is held while all are answered and p95 is at most 300 ms above the direct call', () => {
    expect(isHeld(load({ p95: 352 }), 52)).toBe(true);
    expect(isHeld(load({ p95: 353 }), 52)).toBe(false);
    expect(isHeld(load({ answered: 99 }), 52)).toBe(false);
    expect(isHeld(load({ sent: 99, answered: 99 }), 52)).toBe(false);
  });

  it('is far too much when more than one of a hundred is not answered, or even the median is late', () => {
    expect(isOverloaded(load({ p95: 900 }), 52)).toBe(false);
    expect(isOverloaded(load({ p50: 400 }), 52)).toBe(true);
    expect(isOverloaded(load({ answered: 98 }), 52)).toBe(true);
    expect(isOverloaded(load({ answered: 99 }), 52)).toBe(false);
  });

  it('is compared with the largest p95 that the direct call held over the same upstream', () => {
    const row = (delayMs, p95, held = true) => ({ delayMs, p95, held });
    expect(baseOf({ rows: [row(50, 53), row(50, 57), row(50, 900, false), row(0, 2)] }, 50)).toBe(57);
    expect(baseOf({}, 50)).toBe(50);
    expect(baseOf(undefined, 1000)).toBe(1000);
  });
});

describe('the search for the highest rate', () => {
  const RATES = [25, 75, 150, 250, 300, 350, 450];
  const upTo = (limit) => async (rate) => ({ p95: rate, held: rate <= limit });

  it.each([0, 25, 80, 250, 449])('finds the highest that a system of %d/s holds, in few tries', async (limit) => {
    const { rate, atLeast, tried } = await searchHighest(RATES, [], upTo(limit));
    expect(rate).toBe(Math.max(0, ...RATES.filter((one) => one <= limit)));
    expect(atLeast).toBe(false);
    expect(tried.length).toBeLessThanOrEqual(3);
  });

  it('says "at least" when the highest of all was held', async () => {
    expect(await searchHighest(RATES, [], upTo(1000))).toMatchObject({ rate: 450, atLeast: true });
  });

  it('tries nothing at or below a rate that a row held, nor above one that a row did not hold', async () => {
    const known = [
      { rate: 100, held: true },
      { rate: 200, held: true },
      { rate: 400, held: false },
    ];
    const { rate, tried } = await searchHighest(RATES, known, upTo(260));
    expect(rate).toBe(250);
    expect(tried.map((one) => one.rate)).toEqual([300, 250]);
    expect(await searchHighest(RATES, known, upTo(210))).toMatchObject({ rate: 200, atLeast: false });
  });

  it('believes a higher rate that was held more than a lower one that was not', async () => {
    const known = [
      { rate: 5, held: false },
      { rate: 100, held: true },
    ];
    expect(await searchHighest([25, 75], known, upTo(0))).toMatchObject({ rate: 100, tried: [] });
  });
});
