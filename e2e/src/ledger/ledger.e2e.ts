import { setTimeout as pause } from 'node:timers/promises';
import { SERVICES } from '@gauntlet/contracts';
import { ClientLedger, SeededRandom } from '@gauntlet/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { stopSharedWorld } from '../world/address';
import { Database } from '../world/database';
import { allQuiet, Topics } from '../world/topics';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';
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
/** Between two faults; shorter than a group needs to notice a dead member, so that faults meet. */
const LONGEST_GAP_MS = 2_000;

describe('nothing is lost', () => {
  beforeAll(stopSharedWorld);

  it.each(SEEDS)('whatever dies (E2E_SEED=%i)', { timeout: isSoak ? 1_200_000 : 400_000 }, async (seed) => {
    const world = await World.start({ scale: { 'model-invoker': 2 } });
    const ledger = new ClientLedger(world.path('client.jsonl'));
    const topics = await Topics.fromNowOn(world.address.brokers);
    const database = new Database(world.address.databaseUrl);
    try {
      await new Upstream(world.address.upstreamUrl).behave({ latencyMs: 150, latencyJitterMs: 300 });
      const baseUrl = world.address.services.ingress ?? '';
      const options = { baseUrl, ledger, perSecond: REQUESTS_PER_SECOND, timeoutMs: TIMEOUT_MS };
      const load = new Load({ ...options, random: new SeededRandom(seed) });
      await load.until(strikeAll(world, new SeededRandom(seed)));
      await load.ended();
      await allQuiet(topics);
      const { counts, violations } = judge(await collect({ ledger, topics, database, callLog: world.callLog }));
      console.log(`seed ${seed}`, counts);
      expect(violations).toEqual([]);
    } finally {
      await Promise.all([topics.close(), database.close()]);
      await world.stop();
    }
  });
});

async function strikeAll(world: World, random: SeededRandom): Promise<void> {
  for (const fault of faultsOf(random, { outageMs: OUTAGE_MS })) {
    const startedAt = Date.now();
    await fault.strike(world);
    console.log(`${new Date(startedAt).toISOString()} ${fault.name}: took ${Date.now() - startedAt} ms`);
    await pause(random.next() * LONGEST_GAP_MS);
  }
  await allReady(world);
}

async function allReady({ stack }: World): Promise<void> {
  const processes = SERVICES.flatMap((service) => stack.instances(service).processes);
  await Promise.all(processes.map((process) => process.ready()));
}
