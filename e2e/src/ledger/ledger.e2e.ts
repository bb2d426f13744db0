import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { SERVICES } from '@gauntlet/contracts';
import { ClientLedger, SeededRandom } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { allQuiet, Topics } from '../world/topics';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';
import type { Span } from './books';
import { collect } from './collect';
import { faultsOf } from './faults';
import { judge } from './invariants';
import { Load } from './load';

const isSoak = Boolean(process.env.E2E_SOAK);
const FIRST_SEED = Number(process.env.E2E_SEED ?? Date.now() % 1_000_000);
const SEEDS = Array.from({ length: isSoak ? 20 : 1 }, (_, index) => FIRST_SEED + index);
const OUTAGE_MS = isSoak ? 60_000 : 3_000;
const REQUESTS_PER_SECOND = isSoak ? 20 : 8;
const TIMEOUT_MS = 90_000;
/** A call that was claimed before the database went could not be stored after. */
const LONGEST_CALL_MS = 1_000;
/** The results of an outage are stored, and a call may begin that was refused a claim, just after it. */
const SETTLING_MS = 1_000;
/** Between two faults; shorter than a group needs to notice a dead member, so that faults meet. */
const LONGEST_GAP_MS = 2_000;

describe('nothing is lost', () => {
  beforeAll(stopSharedWorld);

  it.each(SEEDS)('whatever dies (E2E_SEED=%i)', { timeout: isSoak ? 1_200_000 : 400_000 }, async (seed) => {
    const world = await World.start({ scale: { 'model-invoker': 2 } });
    const ledger = new ClientLedger(world.path('client.jsonl'));
    const topics = await Topics.fromNowOn(world.address.brokers);
    const database = new Database(world.address.databaseUrl);
    const client = new GauntletClient(world.address.services.ingress ?? '');
    try {
      await new Upstream(world.address.upstreamUrl).behave({ latencyMs: 150, latencyJitterMs: 300 });
      const options = { baseUrl: client.baseUrl, perSecond: REQUESTS_PER_SECOND, timeoutMs: TIMEOUT_MS };
      const load = new Load({ ...options, ledger, random: new SeededRandom(seed) });
      const struck = strikeAll(world, new SeededRandom(seed));
      await load.until(struck);
      await load.ended();
      await allQuiet(topics);
      const { callLog } = world;
      const books = await collect({ ledger, topics, database, client, callLog, ledgerAway: await struck });
      const { counts, violations } = judge(books);
      console.log(`seed ${seed}`, counts);
      expect(violations).toEqual([]);
    } finally {
      await Promise.all([topics.close(), database.close()]);
      await world.stop();
    }
  });
});

/** Lets all faults happen; gives back when the ledger's database was away. */
async function strikeAll(world: World, random: SeededRandom): Promise<Span[]> {
  const ledgerAway: Span[] = [];
  for (const fault of faultsOf(random, { outageMs: OUTAGE_MS })) {
    const from = Date.now();
    await fault.strike(world);
    const to = Date.now();
    console.log(`${new Date(from).toISOString()} ${fault.name}: took ${to - from} ms`);
    if (fault.takesLedger) ledgerAway.push({ from: from - LONGEST_CALL_MS, to: to + SETTLING_MS });
    await pause(random.next() * LONGEST_GAP_MS);
  }
  await allReady(world);
  return ledgerAway;
}

async function allReady({ stack }: World): Promise<void> {
  const processes = SERVICES.flatMap((service) => stack.instances(service).processes);
  await Promise.all(processes.map((process) => process.ready()));
}
