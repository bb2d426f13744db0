import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletClient } from '../world/gauntlet-client';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';

// The model is the bottleneck, not this machine: at most 10 answers a second.
const MODEL_SLOTS = 2;
const MODEL_MS = 200;
const TIMES_TOO_MUCH = 5;
const OVERLOAD_S = 10;
/** The first answers take their time; only from here on the overload counts. */
const FILLED_S = 1;
const LEAST_GOODPUT = 0.8;
const RECOVERY_MS = 10_000;
const HEADERS = { 'x-gauntlet-timeout-ms': '6000' };

/** How a request ended: answered is all that counts as good. */
interface End {
  readonly kind: 'answered' | 'canned' | 'refused';
  readonly status: number;
  readonly retryAfter: string | null;
  readonly tookMs: number;
  readonly at: number;
}

describe.sequential('five times the load that there is room for', () => {
  let world: World;
  let client: GauntletClient;
  let peak = 0;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ env: { MODEL_CONCURRENCY: String(MODEL_SLOTS) } });
    client = new GauntletClient(world.address.services.ingress ?? '');
    await new Upstream(world.address.upstreamUrl).behave({ latencyMs: MODEL_MS });
  });

  afterAll(() => world.stop());

  async function ask(): Promise<End> {
    const began = performance.now();
    const { status, headers, body } = await client.chat('How long is a gift card valid?', { headers: HEADERS });
    const at = performance.now();
    const kind = status !== 200 ? 'refused' : body.gauntlet.outcome === 'answered' ? 'answered' : 'canned';
    return { kind, status, retryAfter: headers.get('retry-after'), tookMs: at - began, at };
  }

  /** Answers a second while so many callers ask without a pause. */
  async function closedLoop(callers: number, seconds: number): Promise<number> {
    const end = performance.now() + seconds * 1_000;
    const answered = async () => {
      let count = 0;
      while (performance.now() < end) count += (await ask()).kind === 'answered' ? 1 : 0;
      return count;
    };
    const counts = await Promise.all(Array.from({ length: callers }, answered));
    return counts.reduce((sum, count) => sum + count, 0) / seconds;
  }

  /** Asks at a fixed rate, whatever becomes of it. */
  async function openLoop(perSecond: number, seconds: number): Promise<{ ends: End[]; goodput: number }> {
    const began = performance.now();
    const asked: Promise<End>[] = [];
    while (performance.now() - began < seconds * 1_000) {
      const due = Math.floor(((performance.now() - began) * perSecond) / 1_000);
      while (asked.length < due) asked.push(ask());
      await pause(5);
    }
    const ends = await Promise.all(asked);
    const inTime = ends.filter(({ kind, at }) => kind === 'answered' && isWithin(at - began, [FILLED_S, seconds]));
    return { ends, goodput: inTime.length / (seconds - FILLED_S) };
  }

  it('finds out how much there is room for, and refuses nobody meanwhile', async () => {
    await closedLoop(MODEL_SLOTS, 2);
    peak = await closedLoop(MODEL_SLOTS * 3, 5);
    expect(peak).toBeGreaterThan(3);
  });

  it(`keeps ${LEAST_GOODPUT * 100} % of the answers, and refuses the rest at once with a time to come back`, async () => {
    const { ends, goodput } = await openLoop(peak * TIMES_TOO_MUCH, OVERLOAD_S);
    const refused = ends.filter(({ kind }) => kind === 'refused');
    const canned = ends.filter(({ kind }) => kind === 'canned');
    const [median = Infinity] = refused
      .map(({ tookMs }) => tookMs)
      .sort((a, b) => a - b)
      .slice(refused.length / 2);
    console.log({ peak, goodput, asked: ends.length, refused: refused.length, canned: canned.length, median });
    expect(goodput).toBeGreaterThanOrEqual(peak * LEAST_GOODPUT);
    expect(refused.length).toBeGreaterThan(ends.length / 2);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(refused.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    expect(median).toBeLessThan(1_000);
    // Who was let in was answered: nothing was worked on in vain.
    expect(canned.length).toBeLessThan(ends.length / 20);
  });

  it('is as before soon after', async () => {
    const asBefore = async () => {
      const ends = await Promise.all(Array.from({ length: MODEL_SLOTS * 4 }, ask));
      return ends.every(({ kind }) => kind === 'answered');
    };
    await waitFor(asBefore, { deadlineMs: RECOVERY_MS, description: 'everybody to be answered again' });
  });
});

function isWithin(ms: number, [from, to]: readonly [number, number]): boolean {
  return ms >= from * 1_000 && ms <= to * 1_000;
}
