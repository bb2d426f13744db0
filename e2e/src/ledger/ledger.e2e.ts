import { beforeAll, describe, expect, it } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { stopSharedWorld } from '../world/address';
import { World } from '../world/world';
import { faultsOf } from './faults';
import { judge } from './invariants';
import { booksOf } from './run';

const isSoak = Boolean(process.env.E2E_SOAK);
const FIRST_SEED = Number(process.env.E2E_SEED ?? Date.now() % 1_000_000);
const SEEDS = Array.from({ length: isSoak ? 20 : 1 }, (_, index) => FIRST_SEED + index);
const OUTAGE_MS = isSoak ? 60_000 : 3_000;
const REQUESTS_PER_SECOND = isSoak ? 20 : 8;

describe('nothing is lost', () => {
  beforeAll(stopSharedWorld);

  it.each(SEEDS)('whatever dies (E2E_SEED=%i)', { timeout: isSoak ? 1_200_000 : 400_000 }, async (seed) => {
    // Where services share processes, it is the serving one.
    const world = await World.start({ scale: { 'model-invoker': 2, serving: 2 } });
    try {
      const faults = faultsOf(new SeededRandom(seed), { outageMs: OUTAGE_MS });
      const { counts, violations } = judge(await booksOf(world, { seed, perSecond: REQUESTS_PER_SECOND, faults }));
      console.log(`seed ${seed}`, counts);
      expect(violations).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});
