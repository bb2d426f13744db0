import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimeBudget } from './time-budget';

describe('TimeBudget', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
  afterEach(() => void vi.useRealTimers());

  it('ends at the deadline minus the reserve, and never goes below zero', () => {
    const budget = TimeBudget.until('2026-01-01T00:00:10.000Z', 1500);
    expect(budget.remainingMs()).toBe(8500);
    vi.advanceTimersByTime(8499);
    expect(budget.isSpent()).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(budget.remainingMs()).toBe(0);
    expect(budget.isSpent()).toBe(true);
  });

  it('leaves most of a short deadline to the model', () => {
    expect(TimeBudget.until('2026-01-01T00:00:01.000Z', 1500).remainingMs()).toBe(750);
    expect(TimeBudget.until('2025-12-31T23:59:59.000Z', 1500).isSpent()).toBe(true);
  });

  it('gives each rung half of what remains, the last one all of it', () => {
    const budget = TimeBudget.of(8000);
    expect(budget.shareFor(2).remainingMs()).toBe(4000);
    vi.advanceTimersByTime(4000);
    expect(budget.shareFor(1).remainingMs()).toBe(2000);
    expect(budget.shareFor(0).remainingMs()).toBe(4000);
  });

  it('is not moved by a step of the wall clock', () => {
    const budget = TimeBudget.until('2026-01-01T00:00:10.000Z', 0);
    vi.setSystemTime(Date.UTC(2026, 0, 2));
    expect(budget.remainingMs()).toBe(10_000);
  });
});
