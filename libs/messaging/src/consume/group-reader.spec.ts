import { type Consumer, Kafka, logLevel } from 'kafkajs';
import { expect, it } from 'vitest';
import { straightOn } from '../cluster/kafkajs-fetch-limits';
import { GroupMetrics } from './group-metrics';
import { GroupReader, type GroupReaderParts } from './group-reader';

const topic = 'spec';

/** A reader whose consumer only notes what it is told, and hears of joins from the spec. */
function readerWith(parts: Partial<GroupReaderParts> = {}) {
  const consumer = new Kafka({ brokers: ['none:1'], logLevel: logLevel.NOTHING }).consumer({ groupId: topic });
  const listeners: { name: string; listen: (event: unknown) => void }[] = [];
  const told: string[] = [];
  const tell = (what: string) => (places: readonly { readonly topic: string }[]) =>
    void told.push(`${what} ${places.map((place) => place.topic).join()}`);
  const fake: Partial<Consumer> = {
    events: consumer.events,
    on: (name: string, listen: never) => void listeners.push({ name, listen }),
    pause: tell('pause'),
    resume: tell('resume'),
    seek: ({ offset }: { readonly offset: string }) => void told.push(`seek ${offset}`),
  } as never;
  const reader = new GroupReader({
    group: topic,
    consumer: fake as Consumer,
    concurrency: 1,
    batched: false,
    through: straightOn,
    metrics: new GroupMetrics(topic),
    deliveryBehind: () => ({ deliver: () => Promise.resolve('processed') }),
    onLoss: () => Promise.resolve(),
    startAt: [],
    ...parts,
  });
  const join = () => {
    const event = { payload: { memberAssignment: { [topic]: [0] } } };
    for (const { name, listen } of listeners) if (name === consumer.events.GROUP_JOIN) listen(event);
  };
  return { reader, told, join };
}

it('fetches nothing more once it drains, after a rebalance neither', async () => {
  const { reader, told, join } = readerWith();
  join();
  await reader.drain(0);
  join();
  expect(told).toEqual(['resume spec', 'pause spec', 'pause spec']);
});
