import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DependencyGate } from './dependency-gate';

const LONGER_THAN_ANY_PAUSE_MS = 3_000;
let admissions: number;
let gate: DependencyGate;

beforeEach(() => {
  vi.useFakeTimers();
  admissions = 0;
  gate = new DependencyGate(() => {
    admissions += 1;
  });
});
afterEach(() => vi.useRealTimers());

async function released(turn: Promise<void>): Promise<boolean> {
  return Promise.race([turn.then(() => true), vi.advanceTimersByTimeAsync(0).then(() => false)]);
}

describe('DependencyGate', () => {
  it('lets one message at a time probe while it is closed', async () => {
    expect(gate.trip()).toBe(true);
    const [first, second] = [gate.turn(null), gate.turn(null)];
    expect(gate.admit()).toBe(false);
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ANY_PAUSE_MS);
    expect([await released(first), await released(second)]).toEqual([true, false]);
  });

  it('opens for all with the first success', async () => {
    gate.trip();
    const turns = [gate.turn(null), gate.turn(null)];
    gate.succeeded();
    await Promise.all(turns);
    expect([gate.isOpen, gate.admit(), admissions]).toEqual([true, true, 1]);
  });

  it('lets a new message probe when nobody waits', async () => {
    gate.trip();
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ANY_PAUSE_MS);
    expect([admissions, gate.admit(), gate.admit()]).toEqual([1, true, false]);
  });

  it('hands the probe on when it ends without telling anything', async () => {
    gate.trip();
    const [first, second] = [gate.turn(null), gate.turn(null)];
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ANY_PAUSE_MS);
    await first;
    gate.passOn();
    expect(await released(second)).toBe(true);
  });

  it('waits longer after each failed probe', async () => {
    gate.trip();
    const turn = gate.turn(null);
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ANY_PAUSE_MS);
    await turn;
    expect(gate.trip()).toBe(false);
    const again = gate.turn(null);
    await vi.advanceTimersByTimeAsync(149);
    expect(await released(again)).toBe(false);
    await vi.advanceTimersByTimeAsync(101);
    expect(await released(again)).toBe(true);
  });

  it('lets a message go at its deadline, and gives its turn to another', async () => {
    gate.trip();
    const [expiring, other] = [gate.turn(10), gate.turn(null)];
    await vi.advanceTimersByTimeAsync(10);
    expect(await released(expiring)).toBe(true);
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ANY_PAUSE_MS);
    expect(await released(other)).toBe(true);
  });

  it('holds nobody once it is abandoned', async () => {
    gate.trip();
    const turn = gate.turn(null);
    gate.abandon();
    expect([await released(turn), await released(gate.turn(null)), gate.isAbandoned]).toEqual([true, true, true]);
  });
});
