import { setTimeout as pause } from 'node:timers/promises';
import { SERVICES } from '@gauntlet/contracts';
import { SeededRandom } from '@gauntlet/statistics';
import { ClientLedger } from '@gauntlet/testing';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { allQuiet, Topics } from '../world/topics';
import { Upstream } from '../world/upstream';
import type { World } from '../world/world';
import type { Books, Span } from './books';
import { collect } from './collect';
import type { Fault } from './faults';
import { Load } from './load';

/** What happens in a run, and how much is asked meanwhile. */
export interface Run {
  readonly seed: number;
  readonly perSecond: number;
  readonly faults: readonly Fault[];
}

const TIMEOUT_MS = 90_000;
/** A call that was claimed before the database went could not be stored after. */
const LONGEST_CALL_MS = 1_000;
/** The results of an outage are stored, and a call may begin that was refused a claim, just after it. */
const SETTLING_MS = 1_000;
/** A caller does not wait for a door that is closed. */
const KNOCKING_MS = 250;
/** Between two faults; shorter than a group needs to notice a dead member, so that faults meet. */
const LONGEST_GAP_MS = 2_000;

/** Lets all faults happen to a world that is asked all the while, and gives back all books once everything is quiet. */
export async function booksOf(world: World, { seed, perSecond, faults }: Run): Promise<Books> {
  const ledger = new ClientLedger(world.path('client.jsonl'));
  const topics = await Topics.fromNowOn(world.address.brokers);
  const database = new Database(world.address.databaseUrl);
  const client = new GauntletClient(world.address.services.ingress ?? '');
  try {
    await new Upstream(world.address.upstreamUrl).behave({ latencyMs: 150, latencyJitterMs: 300 });
    const options = { door: (number: number) => doorFor(world, number), perSecond, timeoutMs: TIMEOUT_MS };
    const load = new Load({ ...options, ledger, random: new SeededRandom(seed) });
    const struck = strikeAll(world, faults, new SeededRandom(seed));
    await load.until(struck);
    await load.ended();
    await allQuiet(topics);
    const { callLog } = world;
    return await collect({ ledger, topics, database, client, callLog, ledgerAway: await struck });
  } finally {
    await Promise.all([topics.close(), database.close()]);
  }
}

/**
 * The instances of ingress by turns, so that a caller who was refused tries another, as behind a balancer: where all
 * services share a process, each fault closes the door of the one that it hits. The first has its address also while closed.
 */
async function doorFor({ address, stack }: World, number: number): Promise<string | null> {
  const { processes } = stack.instances('ingress');
  const turn = (number - 1) % processes.length;
  if (turn === 0) return address.services.ingress ?? null;
  const ready = Promise.race([processes[turn]?.ready(), pause(KNOCKING_MS)]);
  const door = await ready.catch(() => undefined); // it was scaled away meanwhile
  return door ? `http://127.0.0.1:${door.port}` : null;
}

/** Gives back when the ledger's database was away. */
async function strikeAll(world: World, faults: readonly Fault[], random: SeededRandom): Promise<Span[]> {
  const ledgerAway: Span[] = [];
  for (const fault of faults) {
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
