import { type Kafka, KafkaJSProtocolError, type Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { encodeEvent, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { TestCluster } from '../../test/cluster';
import { acceptedEvent } from '../../test/events';
import { createKafkaClient } from '../cluster/kafka-client';
import { KafkaProducer } from './kafka-producer';

const topic = TOPICS.accepted;
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

const refusal = () =>
  new KafkaJSProtocolError({ type: 'TOPIC_AUTHORIZATION_FAILED', code: 29, retriable: false } as never);

/** A producer whose kafkajs is real but for what the spec puts around each one that it makes. */
function producerWith(around: (producer: Producer) => Partial<Producer>): KafkaProducer {
  const kafka = createKafkaClient({ clientId: 'spec', brokers: cluster.brokers });
  const create: Kafka['producer'] = (config) => {
    const producer = kafka.producer(config);
    return { ...producer, ...around({ ...producer }) };
  };
  const ours = new KafkaProducer({ ...kafka, producer: create } as Kafka, 'none');
  onTestFinished(() => ours.close());
  return ours;
}

function recordOf(event: GauntletEvent, to: string = topic) {
  const { key, headers, value } = encodeEvent(event);
  return { topic: to, key, headers, value };
}

/** What of an event arrives in the log before an event that was sent after it. */
async function timesWritten(event: GauntletEvent, send: () => Promise<void>): Promise<number> {
  const followed = await cluster.follow(topic);
  await send();
  const last = { ...acceptedEvent(), key: event.key };
  await producerWith(() => ({})).send([recordOf(last)]);
  const idsOf = () => followed.messages.map(({ headers }) => String(headers?.ce_id));
  await waitFor(() => idsOf().includes(last.id), { deadlineMs: 15_000, description: 'the last event' });
  await followed.stop();
  return idsOf().filter((id) => id === event.id).length;
}

describe('KafkaProducer', () => {
  it('writes nothing again that Kafka has answered, though the answer refuses a topic', async () => {
    let answers = 0;
    const producer = producerWith(({ sendBatch }) => ({
      sendBatch: async (batch) => {
        const written = await sendBatch(batch);
        answers += 1;
        if (answers === 2) throw refusal();
        return written;
      },
    }));
    const event = acceptedEvent();
    const times = await timesWritten(event, async () => {
      await producer.send([recordOf(acceptedEvent(), TOPICS.cleared)]);
      await expect(producer.send([recordOf(event)])).rejects.toMatchObject({ type: 'TOPIC_AUTHORIZATION_FAILED' });
    });
    expect(times).toBe(1);
  });

  it('begins anew when an earlier topic is refused before anything is written, also if the old connection hangs', async () => {
    let calls = 0;
    const producer = producerWith(({ sendBatch, disconnect }) => {
      const isFirst = calls === 0;
      return {
        sendBatch: (batch) => {
          calls += 1;
          return calls === 2 ? Promise.reject(refusal()) : sendBatch(batch);
        },
        disconnect: () => (isFirst ? disconnect().then(() => new Promise<void>(() => undefined)) : disconnect()),
      };
    });
    const event = acceptedEvent();
    const times = await timesWritten(event, async () => {
      await producer.send([recordOf(acceptedEvent(), TOPICS.cleared)]);
      expect(await producer.send([recordOf(event)])).toHaveLength(1);
    });
    expect(times).toBe(1);
  });
});
