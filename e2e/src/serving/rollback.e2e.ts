import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import type { ManagedProcess } from '@gauntlet/launcher';
import { waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { GauntletClient } from '../world/gauntlet-client';
import { Topics } from '../world/topics';
import { World } from '../world/world';

const IN_FORCE_WITHIN_MS = 2_000;
const CALLERS_PER_INSTANCE = 2;
const ENOUGH = 20;
const ONLY_IN_V7 = 'Never ask for passwords';

type Released = Pick<ResponseReleasedV1, 'facts' | 'content'>;

/** Callers that ask one ingress instance without a pause, wherever it is after a restart. */
class Callers {
  answered = 0;
  private stopped = false;
  private readonly loops: Promise<void>[];

  constructor(private readonly ingress: ManagedProcess) {
    this.loops = Array.from({ length: CALLERS_PER_INSTANCE }, () => this.ask());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  private async ask(): Promise<void> {
    while (!this.stopped) {
      const { port } = await this.ingress.ready();
      const isAnswered = await new GauntletClient(`http://127.0.0.1:${port}`)
        .chat('How long is a gift card valid?')
        .then(({ status }) => status === 200)
        // The instance was killed under the caller: that is the test, and the caller asks again.
        .catch(() => false);
      if (isAnswered) this.answered += 1;
      else await pause(50);
    }
  }
}

describe.sequential('a rollback under load', () => {
  let world: World;
  let topics: Topics;
  let gauntlet: GauntletCommand;
  let callers: Callers[];

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ scale: { ingress: 3, serving: 3 } });
    topics = new Topics(world.address.brokers);
    gauntlet = new GauntletCommand(world.address);
  });

  afterAll(async () => {
    await topics.close();
    await world.stop();
  });

  it('is in force on every instance within 2 s, also on one that is killed during the switch', async () => {
    await gauntlet.text('pin', 'support-agent@v6', '--reason', 'a version to roll back from');
    const { processes } = world.stack.instances('ingress');
    callers = processes.map((process) => new Callers(process));
    await all((one) => one.answered > ENOUGH);

    const returned = gauntlet.text('rollback', 'support-agent', '--reason', 'v6 is wrong').then(() => Date.now());
    await pause(250);
    processes[1]?.kill('SIGKILL');
    const bound = (await returned) + IN_FORCE_WITHIN_MS;
    await pause(IN_FORCE_WITHIN_MS);
    const before = callers.map(({ answered }) => answered);
    await all(({ answered }, index) => answered > (before[index] ?? 0) + ENOUGH);
    await Promise.all(callers.map((one) => one.stop()));

    const records = (await topics.read(TOPICS.released)).map(({ value }) => JSON.parse(String(value)) as Released);
    const late = records.filter(({ facts }) => Date.parse(facts.request.acceptedAt) > bound);
    expect(new Set(late.map(({ facts }) => facts.trail.stages[0]?.instance)).size).toBe(processes.length);
    expect(late.filter(isOld)).toEqual([]);
    expect(records.filter(isOld).length).toBeGreaterThan(ENOUGH);
    expect(processes[1]?.restarts).toBe(1);
    console.log('rollback', { records: records.length, old: records.filter(isOld).length, late: late.length });
  }, 180_000);

  function all(condition: (one: Callers, index: number) => boolean): Promise<unknown> {
    const description = () => `answers on every instance, now ${callers.map(({ answered }) => answered).join(', ')}`;
    return waitFor(() => callers.every(condition), { deadlineMs: 60_000, description });
  }
});

/** Pinned to v6, or rendered with its text. */
function isOld({ facts, content }: Released): boolean {
  const isPinned = facts.request.pin.prompt.version !== 'v7';
  return isPinned || !content.messages[0]?.content.includes(ONLY_IN_V7);
}
