import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PromptPinnedV1 } from '@gauntlet/contracts';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../../world/address';
import { GauntletCommand } from '../../world/command';
import { GauntletClient } from '../../world/gauntlet-client';
import { deploymentFolder } from '../../world/prompts/deployment-folder';
import { World } from '../../world/world';

const RAMP = ['--ramp', '10%,50%,100%', '--every', '4s', '--least-answers', '15'];
const CALLERS = 8;
const BETWEEN_MS = 100;
const DECIDED_WITHIN_MS = 120_000;

/** Answers well, or refuses whatever it is asked. */
const versionOf = (description: string, directive = '') => `
name: A prompt with a canary
description: ${description}
model: simulated/sim-large
messages:
  - role: system
    content: You are the support agent of a shop. A gift card is valid for 3 years.
  - role: user
    content: '{{input}} ${directive}'
`;

const PROMPT = {
  versions: {
    v1: versionOf('in force'),
    v2: versionOf('an equal one'),
    v3: versionOf('one that refuses', '[[simulate:refuse]]'),
  },
  desired: { version: 'v1', policy: 'default@v2', cannedAnswer: 'Sorry.' },
};

type Pin = PromptPinnedV1['facts'] & { readonly offset: number; readonly in_force: boolean };

/** Callers that begin one conversation after the other. */
class Callers {
  private asked = 0;
  private stopped = false;
  private readonly loops = Array.from({ length: CALLERS }, () => this.ask());

  constructor(private readonly client: GauntletClient) {}

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  private async ask(): Promise<void> {
    await pause(0);
    while (!this.stopped) {
      this.asked += 1;
      const body = { conversation: `ramped ${this.asked}` };
      await this.client.chat('How long is a gift card valid?', { prompt: 'ramped', body });
      await pause(BETWEEN_MS);
    }
  }
}

describe.sequential('a canary with a ramp', () => {
  const directory = temporaryDirectory();
  let world: World;
  let gauntlet: GauntletCommand;
  let callers: Callers;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ env: { SCORER_SAMPLE_RATE: '1' } });
    gauntlet = new GauntletCommand(world.address);
    await gauntlet.text('deploy', deploymentFolder(directory.path, { ramped: PROMPT, quiet: PROMPT }));
    const client = new GauntletClient(world.address.services.ingress ?? '');
    const known = async () => (await client.chat('Hello', { prompt: 'ramped' })).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: 'the prompt in force' });
    callers = new Callers(client);
  });

  afterAll(async () => {
    await callers?.stop();
    await world?.stop();
    directory.remove();
  });

  const history = (prompt: string) => gauntlet.json<Pin[]>('pins', 'history', prompt);

  /** The pins of a prompt from an offset on, oldest first, once one of them is as it should be. */
  async function pinsUntil(prompt: string, isReached: (pin: Pin) => boolean, from = 0): Promise<Pin[]> {
    let pins: Pin[] = [];
    const reached = async () => {
      pins = (await history(prompt)).filter(({ offset }) => offset >= from).toReversed();
      return pins.some(isReached);
    };
    const description = () => `the ramp to go on, pins ${JSON.stringify(pins.map(({ reason }) => reason))}`;
    await waitFor(reached, { deadlineMs: DECIDED_WITHIN_MS, everyMs: 250, description });
    return pins;
  }

  const killMonitor = () => world.stack.instances('drift-monitor').processes[0]?.kill('SIGKILL');

  it('is rolled back by itself when it refuses', async () => {
    await gauntlet.text('pin', 'ramped@v3', ...RAMP, '--reason', 'shorter prompt');
    const pins = await pinsUntil('ramped', ({ via, canary }) => via === 'drift-monitor' && canary === null);
    expect(pins.at(-1)).toMatchObject({
      in_force: true,
      prompt: { version: 'v1' },
      canary: null,
      by: 'drift-monitor',
      reason: expect.stringMatching(/^rolled back at \d+ %: \S+ is .* with v3, .* with v1; worse by at least 0\.\d+$/),
    });
  }, 180_000);

  it('becomes the pin when it is equal, by one pin for each step, though drift-monitor is killed meanwhile', async () => {
    const { offset: began } = await gauntlet.json<Pin>('pin', 'ramped@v2', ...RAMP, '--reason', 'an equal one');
    await pause(1_500);
    killMonitor();
    await pinsUntil('ramped', ({ canary }) => canary?.percent === 50, began);
    killMonitor();
    const pins = await pinsUntil('ramped', ({ canary }) => canary === null, began);
    expect(pins.at(-1)).toMatchObject({ in_force: true, prompt: { version: 'v2' }, via: 'drift-monitor' });
    const steps = pins.filter(({ reason }) => !reason.startsWith('held'));
    const shares = steps.map(({ canary }) => canary?.percent ?? null);
    expect(shares).toEqual([10, 50, null]);
  }, 300_000);

  it('is held when nobody asks for the prompt', async () => {
    await gauntlet.text('pin', 'quiet@v2', ...RAMP, '--reason', 'try it');
    const pins = await pinsUntil('quiet', ({ via }) => via === 'drift-monitor');
    expect(pins.at(-1)).toMatchObject({
      canary: { percent: 10 },
      reason: 'held at 10 %: 0 of 15 conversations in this step',
    });
  }, 180_000);

  it('leaves a story that one can read', async () => {
    const story = await gauntlet.text('pins', 'history', 'ramped');
    expect(story).toMatch(/^offset .* by +how +reason +pin/m);
    expect(story).toMatch(/ drift-monitor +automatic +rolled back at /m);
    expect(story).toMatch(/ by hand +an equal one .*canary v2 for 10 % \(then 50, 100 %\)/m);
    expect(story).toMatch(/ drift-monitor +automatic +50 % to the pin: \d+ conversations in this step, .*ramped@v2 /m);
  });
});
