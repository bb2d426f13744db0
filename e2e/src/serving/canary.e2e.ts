import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import { sharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { GauntletClient } from '../world/gauntlet-client';
import { Topics } from '../world/topics';

const CONVERSATIONS = 600;
const PERCENT = 10;
/** Of 600 draws with p = 0.1, 99.9 % of all series lie within these. */
const WITHIN_999 = { least: 37, most: 85 };
const AT_ONCE = 40;

type Facts = ResponseReleasedV1['facts'];

describe.sequential('a canary of 10 %', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const gauntlet = new GauntletCommand(world);
  const topics = new Topics(world.brokers);
  const conversations = Array.from({ length: CONVERSATIONS }, (_, index) => `canary-conversation-${index}`);
  let first: Facts[];

  beforeAll(async () => {
    const canary = ['--canary', 'v6', '--percent', String(PERCENT)];
    await gauntlet.text('pin', 'support-agent@v7', ...canary, '--reason', 'try v6 again');
    first = await recordsOf(conversations);
  });

  afterAll(async () => {
    await gauntlet.text('rollback', 'support-agent');
    await topics.close();
  });

  it('is given to about that share of conversations, counted from the records', () => {
    const canaries = first.filter(({ request }) => request.pin.canary);
    expect(canaries.length).toBeGreaterThanOrEqual(WITHIN_999.least);
    expect(canaries.length).toBeLessThanOrEqual(WITHIN_999.most);
    expect(new Set(canaries.map(({ request }) => request.pin.prompt.version))).toEqual(new Set(['v6']));
    const others = first.filter(({ request }) => !request.pin.canary);
    expect(new Set(others.map(({ request }) => request.pin.prompt.version))).toEqual(new Set(['v7']));
  });

  it('sticks to its conversations, and leaves the others alone', async () => {
    const some = first.filter(({ request }, index) => request.pin.canary || index % 20 === 0);
    const again = await recordsOf(some.map(({ request }) => request.conversation ?? ''));
    expect(again.map(versionOf)).toEqual(some.map(versionOf));
  });

  /** The records of one request in each conversation, in the same order. */
  async function recordsOf(names: readonly string[]): Promise<Facts[]> {
    const ids: string[] = [];
    for (let start = 0; start < names.length; start += AT_ONCE) {
      const batch = names.slice(start, start + AT_ONCE);
      const answers = await Promise.all(batch.map((name) => client.chat('Hello', { body: { conversation: name } })));
      // A refusal says why.
      ids.push(...answers.map(({ body }) => body.gauntlet?.request_id ?? expect.fail(JSON.stringify(body))));
    }
    const released = (await topics.read(TOPICS.released)).map(({ value }) => String(value));
    const facts = released.filter((text) => text.startsWith('{"facts"')).map((text) => factsOf(text));
    const byId = new Map(facts.map((one) => [one.request?.id, one]));
    return ids.map((id) => byId.get(id) ?? expect.fail(`no record of ${id}`));
  }
});

function factsOf(text: string): Facts {
  return (JSON.parse(text) as { facts: Facts }).facts;
}

function versionOf({ request }: Facts): string {
  return `${request.conversation} ${request.pin.prompt.version}`;
}
