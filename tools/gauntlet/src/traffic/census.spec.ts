import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeEvent, type GauntletEvent, OWN_TENANT, requestEvent, TOPICS } from '@gauntlet/contracts';
import { writeRecords } from '@gauntlet/messaging';
import { LocalBroker } from '@gauntlet/messaging/testing';
import { exampleEvent } from '@gauntlet/testing';
import { takeCensus } from './census';
import { recordedEvents } from './recorded-events';
import { NoTrafficError } from './traffic.errors';

type Released = GauntletEvent<typeof TOPICS.released>;
type Outcome = Released['facts']['outcome'];

interface Part {
  readonly id?: string;
  readonly tenant?: string;
  readonly prompt?: string;
  readonly outcome?: Outcome;
  readonly acceptedAt?: number;
}

const NOW = Date.now();
const PERIOD = { from: NOW - 60_000, to: NOW + 60_000 };

let broker: LocalBroker;

beforeAll(async () => {
  broker = await LocalBroker.start({ partitions: 2 });
  process.env.KAFKA_BROKERS = broker.address;
});
afterAll(async () => {
  await broker.remove();
});

function released({
  id = randomUUID(),
  tenant = 'shop',
  prompt = 'census',
  outcome = 'answered',
  acceptedAt = NOW,
}: Part) {
  const { facts, content } = exampleEvent(TOPICS.released);
  const { pin } = facts.request;
  const named = { ...pin, prompt: { ...pin.prompt, name: prompt } };
  const request = { ...facts.request, id, tenant, pin: named, acceptedAt: new Date(acceptedAt).toISOString() };
  return requestEvent(TOPICS.released, 'guardrail.output', { facts: { ...facts, request, outcome }, content });
}

function accepted({ facts: { request } }: Released) {
  const { facts, content } = exampleEvent(TOPICS.accepted);
  return requestEvent(TOPICS.accepted, 'ingress', { facts: { ...facts, request }, content });
}

async function write(
  ...events: readonly GauntletEvent<typeof TOPICS.accepted | typeof TOPICS.released>[]
): Promise<void> {
  const records = events.map((event) => ({ topic: event.topic, ...encodeEvent(event as GauntletEvent) }));
  await writeRecords({ clientId: 'spec', brokers: [broker.address] }, records);
}

const census = (prompt: string, raw = true) => {
  return takeCensus({ period: PERIOD, prompt, stratify: ['outcome', 'tenant'], raw });
};

describe('takeCensus', () => {
  it('counts the answered requests of users in the period, by group, the first answer of each', async () => {
    const answers = [
      released({ acceptedAt: NOW - 1_000 }),
      released({ outcome: 'blocked' }),
      released({ tenant: 'desk' }),
    ];
    const first = released({});
    const second = { ...first, facts: { ...first.facts, outcome: 'canned' as const } };
    const others = [
      released({ tenant: OWN_TENANT }),
      released({ prompt: 'other' }),
      released({ acceptedAt: PERIOD.from - 1 }),
      released({ acceptedAt: PERIOD.to }),
    ];
    await write(...[...answers, first, second, ...others].flatMap((one) => [accepted(one), one]));
    await write(accepted(released({})));
    const { strata, requests, withoutRaw, earliest } = await census('census');
    expect(earliest).toBe(NOW - 1_000);
    expect([requests, withoutRaw]).toEqual([4, 0]);
    expect(strata.map(({ stratum, ids }) => [stratum.join(' '), ids.length])).toEqual([
      ['outcome-answered tenant-desk', 1],
      ['outcome-answered tenant-shop', 2],
      ['outcome-blocked tenant-shop', 1],
    ]);
  });

  it('counts apart what the log has the answer of alone, where the raw text is asked for', async () => {
    const [kept, gone] = [released({ prompt: 'gone' }), released({ prompt: 'gone' })];
    await write(accepted(kept), kept, gone);
    expect(await census('gone')).toMatchObject({ requests: 1, withoutRaw: 1 });
    expect(await census('gone', false)).toMatchObject({ requests: 2, withoutRaw: 0 });
  });

  it('says so when there is none', async () => {
    await expect(census('nobody')).rejects.toThrow(NoTrafficError);
  });
});

describe('recordedEvents', () => {
  it('gives the events of the wanted requests by topic, in the order of the log', async () => {
    const [one, other] = [released({}), released({})];
    await write(accepted(one), one, one, accepted(other), other);
    const ids = new Set([one.key]);
    const events = await recordedEvents([TOPICS.accepted, TOPICS.released], ids, PERIOD.from);
    expect([...events.keys()]).toEqual([one.key]);
    const found = events.get(one.key);
    expect(found?.[TOPICS.accepted]?.[0]?.content.input).toBe(exampleEvent(TOPICS.accepted).content.input);
    expect(found?.[TOPICS.released]?.map(({ id }) => id)).toEqual([one.id, one.id]);
  });
});
