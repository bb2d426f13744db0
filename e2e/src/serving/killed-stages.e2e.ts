import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@gauntlet/contracts';
import type { ManagedProcess } from '@gauntlet/launcher';
import { waitFor } from '@gauntlet/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopSharedWorld } from '../world/address';
import { GauntletClient } from '../world/gauntlet-client';
import { World } from '../world/world';

const STAGES: readonly ServiceName[] = ['guardrail', 'prompt-render', 'model-invoker'];
const PER_SECOND = 7;
const BETWEEN_KILLS_MS = 2_000;
const MOST_REFUSED = 0.02;

interface Ends {
  readonly asked: number;
  readonly refused: number;
  readonly canned: number;
  readonly longestMs: number;
}

/** Asks at a fixed rate, whatever becomes of it, until it is stopped. */
class Asking {
  private readonly asked: Promise<{ kind: string; tookMs: number }>[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly client: GauntletClient) {
    this.timer = setInterval(() => this.asked.push(this.ask()), 1_000 / PER_SECOND);
  }

  async stop(): Promise<Ends> {
    clearInterval(this.timer);
    const ends = await Promise.all(this.asked);
    const count = (wanted: string) => ends.filter(({ kind }) => kind === wanted).length;
    const longestMs = Math.round(Math.max(...ends.map(({ tookMs }) => tookMs)));
    return { asked: ends.length, refused: count('refused'), canned: count('canned'), longestMs };
  }

  private async ask(): Promise<{ kind: string; tookMs: number }> {
    const began = performance.now();
    const { status, body } = await this.client.chat('How long is a gift card valid?');
    const kind = status === 503 ? 'refused' : status === 200 ? body.gauntlet.outcome : `status ${status}`;
    return { kind, tookMs: performance.now() - began };
  }
}

describe.sequential.each([
  { instances: 1, mostRefused: MOST_REFUSED },
  { instances: 2, mostRefused: 0 },
])('each stage killed once, $instances of it', ({ instances, mostRefused }) => {
  let world: World;
  let client: GauntletClient;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ scale: Object.fromEntries(STAGES.map((stage) => [stage, instances])) });
    client = new GauntletClient(world.address.services.ingress ?? '');
    await client.chat('How long is a gift card valid?');
  });

  afterAll(() => world.stop());

  it(`refuses at most ${mostRefused * 100} % at ${PER_SECOND} requests a second, and cans nothing`, async () => {
    const asking = new Asking(client);
    const awayMs: number[] = [];
    for (const stage of STAGES) {
      await pause(BETWEEN_KILLS_MS);
      awayMs.push(await killAndWait(world.stack.instances(stage).processes[0]));
    }
    await pause(BETWEEN_KILLS_MS);
    const ends = await asking.stop();
    console.log({ instances, ...ends, awayMs });
    expect(ends.canned).toBe(0);
    expect(ends.refused).toBeLessThanOrEqual(ends.asked * mostRefused);
  });
});

/** Milliseconds until it was ready again. */
async function killAndWait(process: ManagedProcess | undefined): Promise<number> {
  const began = performance.now();
  const pid = process?.pid;
  process?.kill('SIGKILL');
  await waitFor(() => process?.pid !== pid, { deadlineMs: 10_000, description: 'the process to be gone' });
  await process?.ready();
  return Math.round(performance.now() - began);
}
