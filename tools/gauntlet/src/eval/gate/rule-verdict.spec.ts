import { describe, expect, it } from 'vitest';
import { atLeast } from './rule-verdict';

describe('the rows that a rule takes', () => {
  const needed = (value: number, low: number, high: number) =>
    atLeast(0.95, { value, interval: { low, high }, rows: 5, alpha: 0.05 }).rowsNeeded;

  it('grow with the square of how far an interval has to shrink', () => {
    expect(needed(0.99, 0.79, 0.999)).toBe(256);
  });

  it('grow with it alone where every row kept the rule', () => {
    expect(needed(1, 0.566, 1)).toBe(63);
  });
});
