import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceName } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletClient } from '../world/gauntlet-client';
import { Topics } from '../world/topics';
import { World } from '../world/world';

const STAGES: readonly ServiceName[] = ['guardrail', 'prompt-render', 'model-invoker', 'eval-scorer'];
const PER_SECOND = 7;
const BETWEEN_KILLS_MS = 2_000;
const MOST_REFUSED = 0.02;

interface End {
  /** The outcome of an answer, the code of an error, or `no connection`. */
  readonly kind: string;
  readonly tookMs: number;
}

/** Asks at a fixed rate, whatever becomes of it, until it is stopped. */
class Asking {
  private readonly asked: Promise<End>[] = [];
  private readonly timer = setInterval(() => this.asked.push(ask(this.client)), 1_000 / PER_SECOND);

  constructor(private readonly client: GauntletClient) {}

  /** How many ended in which way, and the longest time that one took. */
  async stop(): Promise<{ counts: Readonly<Record<string, number>>; longestMs: number }> {
    clearInterval(this.timer);
    const ends = await Promise.all(this.asked);
    const counts: Record<string, number> = {};
    for (const { kind } of ends) counts[kind] = (counts[kind] ?? 0) + 1;
    return { counts, longestMs: Math.round(Math.max(...ends.map(({ tookMs }) => tookMs))) };
  }
}

async function ask(client: GauntletClient): Promise<End> {
  const began = performance.now();
  const kind = await client.chat('How long is a gift card valid?').then(
    ({ status, body }) => (status === 200 ? body.gauntlet.outcome : (body as unknown as ApiFailure).error.code),
    () => 'no connection',
  );
  return { kind, tookMs: performance.now() - began };
}

interface ApiFailure {
  readonly error: { readonly code: string };
}

interface Return {
  readonly service: ServiceName;
  readonly awayMs: number;
  /** As the groups say: its consumers are the members that they were. */
  readonly inItsPlaces: boolean;
}

describe.sequential.each([
  { instances: 1, mostRefused: MOST_REFUSED },
  { instances: 2, mostRefused: 0 },
])('each stage killed once, $instances of it', ({ instances, mostRefused }) => {
  let world: World;
  let topics: Topics;
  let client: GauntletClient;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ scale: Object.fromEntries(STAGES.map((stage) => [stage, instances])) });
    topics = new Topics(world.address.brokers);
    client = new GauntletClient(world.address.services.ingress ?? '');
    await client.chat('How long is a gift card valid?');
  });

  afterAll(async () => {
    await topics.close();
    await world.stop();
  });

  /** Kills its first instance and waits until that one is ready again. */
  async function kill(service: ServiceName): Promise<Return> {
    const places = await topics.members(service);
    const [first] = world.stack.instances(service).processes;
    const began = performance.now();
    const pid = first?.pid;
    first?.kill('SIGKILL');
    await waitFor(() => first?.pid !== pid, { deadlineMs: 10_000, description: 'the process to be gone' });
    await first?.ready();
    const awayMs = Math.round(performance.now() - began);
    return { service, awayMs, inItsPlaces: isDeepStrictEqual(await topics.members(service), places) };
  }

  it(`refuses at most ${mostRefused * 100} % at ${PER_SECOND} requests a second, and cans nothing`, async () => {
    const asking = new Asking(client);
    const returns: Return[] = [];
    for (const stage of STAGES) {
      await pause(BETWEEN_KILLS_MS);
      returns.push(await kill(stage));
    }
    await pause(BETWEEN_KILLS_MS);
    const { counts, longestMs } = await asking.stop();
    console.log({ instances, ...counts, longestMs, returns });
    expect(returns.filter(({ inItsPlaces }) => !inItsPlaces)).toEqual([]);
    const { answered = 0, overloaded = 0, ...others } = counts;
    expect(others).toEqual({});
    expect(overloaded).toBeLessThanOrEqual((answered + overloaded) * mostRefused);
  });

  it.runIf(instances === 1)(
    'answers when a killed ingress is back in its places; until then callers find no connection',
    async () => {
      const asking = new Asking(client);
      await pause(BETWEEN_KILLS_MS);
      const back = await kill('ingress');
      const { counts } = await asking.stop();
      const after = await ask(client);
      console.log({ ...counts, ...back, after });
      expect(back.inItsPlaces).toBe(true);
      expect(Object.keys(counts)).toEqual(expect.arrayContaining(['answered', 'no connection']));
      expect(after.kind).toBe('answered');
    },
  );
});
