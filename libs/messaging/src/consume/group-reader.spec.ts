import { type Consumer, type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
import Broker from 'kafkajs/src/broker/index.js';
import ConsumerGroup, { type ConsumerGroupState } from 'kafkajs/src/consumer/consumerGroup.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchAtOwnPace, straightOn } from '../cluster/kafkajs-fetch-limits';
import { GroupMetrics } from './group-metrics';
import { GroupReader, type GroupReaderParts } from './group-reader';

const topic = 'spec';
const place = (offset: bigint) => ({ topic, partition: 0, offset });

/** A reader whose consumer only notes what it is told, and gets joins and batches from the spec. */
function readerWith(parts: Partial<GroupReaderParts> = {}) {
  const { events } = new Kafka({ brokers: ['none:1'], logLevel: logLevel.NOTHING }).consumer({ groupId: topic });
  const listeners: { name: string; listen: (event: unknown) => void }[] = [];
  const told: string[] = [];
  let receive: (payload: EachBatchPayload) => unknown = () => undefined;
  const consumer = {
    events,
    on: (name: string, listen: (event: unknown) => void) => void listeners.push({ name, listen }),
    run: async ({ eachBatch }: { readonly eachBatch: typeof receive }) => void (receive = eachBatch),
    pause: () => void told.push('pause'),
    resume: () => void told.push('resume'),
    seek: ({ offset }: { readonly offset: string }) => void told.push(`seek ${offset}`),
    commitOffsets: async ([{ offset }]: [{ readonly offset: string }]) => void told.push(`commit ${offset}`),
  };
  const reader = new GroupReader({
    group: topic,
    consumer: consumer as unknown as Consumer,
    concurrency: 1,
    batched: false,
    through: straightOn,
    metrics: new GroupMetrics(topic),
    deliveryBehind: () => ({ deliver: () => Promise.resolve('processed') }),
    onLoss: () => Promise.resolve(),
    startAt: null,
    ...parts,
  });
  const join = () => {
    const event = { payload: { memberAssignment: { [topic]: [0] } } };
    for (const { name, listen } of listeners) if (name === events.GROUP_JOIN) listen(event);
  };
  const deliver = async () => {
    await reader.run();
    const batch = { topic, partition: 0, messages: [{ offset: '0' }], firstOffset: () => '0', lastOffset: () => '0' };
    await receive({ batch } as unknown as EachBatchPayload);
  };
  return { reader, told, join, deliver };
}

/** What the broker was asked to wait for; it always has a record. */
const asked: number[] = [];
vi.spyOn(Broker.prototype, 'fetch').mockImplementation(async ({ minBytes }) => {
  asked.push(minBytes);
  return { responses: [] };
});
vi.spyOn(ConsumerGroup.prototype, 'fetch').mockImplementation(async () => {
  await Broker.prototype.fetch({ topics: [], minBytes: 1, maxWaitTime: 1 });
  return [{ messages: ['a record'] }];
});
fetchAtOwnPace();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('fetches nothing more once it drains, after a rebalance neither', async () => {
  const { reader, told, join } = readerWith();
  join();
  await reader.drain(0);
  join();
  expect(told).toEqual(['resume', 'pause', 'pause']);
});

it.each([
  [false, 500],
  [true, 2_000],
])('commits what is done at its own interval (batched: %s)', async (batched, everyMs) => {
  const { told, join, deliver } = readerWith({ batched });
  join();
  await deliver();
  await vi.advanceTimersByTimeAsync(everyMs - 1);
  expect(told).not.toContain('commit 1');
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toContain('commit 1');
});

it('goes on where it was woken, when it joins again before it has read anything there', () => {
  const { reader, told, join } = readerWith({ startAt: [place(100n)] });
  join();
  reader.rest();
  reader.wake([place(5_000n)]);
  join();
  expect(told.filter((what) => what.startsWith('seek'))).toEqual(['seek 100', 'seek 5000', 'seek 5000']);
});

it.each([
  [false, 1],
  [true, 262_144],
])('waits for many records once some came, where no caller waits (batched: %s)', async (batched, minBytes) => {
  readerWith({ batched });
  const fetch = () => ConsumerGroup.prototype.fetch.call({ groupId: topic } as ConsumerGroupState, 1);
  await fetch();
  await fetch();
  expect(asked.at(-1)).toBe(minBytes);
});
