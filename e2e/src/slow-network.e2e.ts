import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { SERVICES } from '@gauntlet/contracts';
import type { Fault } from './ledger/faults';
import { judge } from './ledger/invariants';
import { booksOf } from './ledger/run';
import { stopSharedWorld, type WorldAddress } from './world/address';
import type { Store } from './world/slow-network';
import { Topics } from './world/topics';
import { World } from './world/world';

const PER_SECOND = 20;
const PHASE_MS = 4_000;
const LOOK_EVERY_MS = 500;

// The delay lies between our clients and a store, so one kind of broker shows it; the other would cost 45 s more.
describe.skipIf(process.env.E2E_BROKER === 'kafka')('stores 200 ms a round trip away, one after the other', () => {
  beforeAll(stopSharedWorld);

  it(
    'cost time alone: each answer is right and paid once, and no service leaves its place',
    { timeout: 200_000 },
    async () => {
      const world = await World.start({ slowNetwork: true });
      const topics = new Topics(world.address.brokers);
      const readiness = new Readiness(world.address);
      const members = async () => Promise.all(SERVICES.map((service) => topics.members(service)));
      try {
        expect(world.network?.isUsed()).toBe(true);
        const before = await members();
        const faults = [phase(null), phase('broker'), phase('postgres')];
        const { counts, violations } = judge(await booksOf(world, { seed: 1, perSecond: PER_SECOND, faults }));
        console.log(counts);
        expect(violations).toEqual([]);
        expect(counts).toMatchObject({ canned: 0, superseded: 0, 'answers without record': 0 });
        expect(counts).toMatchObject({ 'paid again': 0, 'dead letters': 0 });
        expect(await readiness.stop()).toEqual([]);
        expect(await members()).toEqual(before);
      } finally {
        await readiness.stop();
        await topics.close();
        await world.stop();
      }
    },
  );
});

/** Callers ask meanwhile; what is still under way at its end goes on as it began. */
function phase(far: Store | null): Fault {
  const strike = async ({ network }: World) => {
    network?.makeFar(far);
    await pause(PHASE_MS);
    network?.makeFar(null);
  };
  return { name: far ? `${far} far away` : 'both near', strike };
}

/** Asks every service, again and again, whether it is ready, and keeps each no. */
class Readiness {
  private readonly ended = new AbortController();
  private readonly looking: Promise<string[]>;

  constructor({ services }: WorldAddress) {
    this.looking = this.look(Object.entries(services));
  }

  stop(): Promise<string[]> {
    this.ended.abort();
    return this.looking;
  }

  private async look(services: readonly (readonly [string, string])[]): Promise<string[]> {
    const refusals: string[] = [];
    while (!this.ended.signal.aborted) {
      for (const [service, url] of services) {
        const response = await fetch(`${url}/health/ready`);
        if (response.status !== 200) refusals.push(`${service}: ${await response.text()}`);
      }
      await pause(LOOK_EVERY_MS);
    }
    return refusals;
  }
}
