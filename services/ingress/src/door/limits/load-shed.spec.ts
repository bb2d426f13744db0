import { describe, expect, it } from 'vitest';
import { IngressConfig, LoadShedConfig } from '../../ingress.config';
import { Backlog, LoadShed, type LoopDelay } from './load-shed';
import type { CallerPlaces } from './places';

const QUEUED = { waitedMs: 2_000, inTime: true };

/** `perSecond` answers for `seconds`, the last of them at `seconds`. */
function answersAt(perSecond: number, seconds: number, passage = QUEUED): Backlog {
  const backlog = new Backlog();
  for (let at = 1; at <= perSecond * seconds; at += 1) backlog.add(passage, (at * 1_000) / perSecond);
  return backlog;
}

describe('Backlog', () => {
  it('expects the requests in flight to be answered at the rate of the last seconds', () => {
    const backlog = answersAt(40, 10);
    expect(backlog.expectedMs(200, 10_000)).toBeCloseTo(5_000, -3);
    expect(backlog.expectedMs(40, 10_000)).toBeCloseTo(1_000, -3);
  });

  it('expects nothing while requests do not wait, however many slow models are busy', () => {
    expect(answersAt(2, 10, { waitedMs: 30, inTime: true }).expectedMs(2_000, 10_000)).toBe(0);
    expect(new Backlog().expectedMs(2_000, 10_000)).toBe(0);
  });

  it('expects as long as others waited when requests only run out of time, and forgets that within seconds', () => {
    const backlog = answersAt(40, 10, { waitedMs: 4_000, inTime: false });
    expect(backlog.expectedMs(50, 10_000)).toBeCloseTo(4_000, -1);
    expect(backlog.expectedMs(50, 14_300)).toBe(0);
  });

  it('takes the end of a stall for no slow queue: it waits a second to see how fast it goes', () => {
    const backlog = answersAt(7, 10, { waitedMs: 30, inTime: true });
    const afterStall = 20_000;
    for (const at of [0, 50, 100]) backlog.add({ waitedMs: 9_900, inTime: true }, afterStall + at);
    expect(backlog.expectedMs(70, afterStall + 110)).toBe(0);
    for (let at = 150; at < 1_000; at += 50) backlog.add({ waitedMs: 9_000, inTime: true }, afterStall + at);
    expect(backlog.expectedMs(70, afterStall + 1_000)).toBeCloseTo(3_500, -3);
  });

  it('does so where only a part was held up and the rest went on', () => {
    const backlog = answersAt(4, 20, { waitedMs: 30, inTime: true });
    for (const waitedMs of [12_900, 12_800, 30]) backlog.add({ waitedMs, inTime: true }, 20_100);
    expect(backlog.expectedMs(60, 20_110)).toBe(0);
  });

  it('takes a part that is always held up for what it is', () => {
    const backlog = new Backlog();
    for (let at = 0; at < 30_000; at += 500) backlog.add({ waitedMs: at % 5_000 === 0 ? 9_000 : 30, inTime: true }, at);
    backlog.add({ waitedMs: 9_000, inTime: true }, 30_000);
    expect(backlog.expectedMs(60, 30_000)).toBeGreaterThan(10_000);
  });

  it('takes a queue whose answers come seldom for what it is', () => {
    const backlog = new Backlog();
    const judged = Array.from({ length: 20 }, (_, index) => {
      backlog.add({ waitedMs: 3_000, inTime: true }, index * 2_000);
      return backlog.expectedMs(50, index * 2_000 + 500);
    });
    expect(judged.slice(2).every((ms) => ms > 15_000)).toBe(true);
  });

  it('sees a queue after a few answers, however calm the seconds before were, and its end as soon', () => {
    const backlog = answersAt(40, 10, { waitedMs: 30, inTime: true });
    for (const at of [1, 2, 3]) backlog.add({ waitedMs: 700, inTime: true }, 10_000 + at * 25);
    expect(backlog.expectedMs(200, 10_100)).toBeCloseTo(5_000, -3);
    for (const at of [4, 5, 6]) backlog.add({ waitedMs: 30, inTime: true }, 10_000 + at * 25);
    expect(backlog.expectedMs(200, 10_200)).toBe(0);
  });

  it('believes the last second when it is better than the seconds before', () => {
    const backlog = answersAt(4, 3);
    for (let at = 0; at < 100; at += 1) backlog.add(QUEUED, 3_000 + at * 10);
    expect(backlog.expectedMs(100, 4_000)).toBeLessThan(1_500);
  });
});

describe('LoadShed', () => {
  const state = { inUse: 0, meanMs: 0 };
  const shedding = () =>
    new LoadShed(
      state as unknown as CallerPlaces,
      state as unknown as LoopDelay,
      new LoadShedConfig(),
      new IngressConfig(),
    );
  const slow = (reason: string | null) => {
    const request = { acceptedAt: new Date(Date.now() - 9_000).toISOString() };
    const attempts = [{ durationMs: 100 }];
    return { request, trail: { attempts }, reason } as unknown as Parameters<LoadShed['learn']>[0];
  };
  const refused = expect.objectContaining({ status: 503, code: 'overloaded', retryable: true });

  it('turns away who would wait for more than a part of the deadline, and nobody else', () => {
    const shed = shedding();
    for (let at = 0; at < 10; at += 1) shed.learn(slow(null));
    state.inUse = 2_000;
    expect(() => shed.requireRoom({})).toThrow(refused);
    state.inUse = 100;
    expect(() => shed.requireRoom({})).not.toThrow();
    expect(() => shed.requireRoom({ 'x-gauntlet-timeout-ms': '1000' })).toThrow(refused);
    expect(() => shed.requireRoom({ 'x-gauntlet-timeout-ms': 'soon' })).not.toThrow();
  });

  it('always lets a few in, who show when things are better', () => {
    const shed = shedding();
    const headers = { 'x-gauntlet-timeout-ms': '9000' };
    for (let at = 0; at < 10; at += 1) shed.learn(slow('deadline_exceeded'));
    state.inUse = 16;
    expect(() => shed.requireRoom(headers)).toThrow(refused);
    expect(() => shed.requireRoom({})).not.toThrow();
    state.inUse = 15;
    expect(() => shed.requireRoom(headers)).not.toThrow();
  });

  it('lets nobody in while the process itself is too busy', () => {
    state.meanMs = 1_001;
    expect(() => shedding().requireRoom({})).toThrow(refused);
    state.meanMs = 0;
  });
});
