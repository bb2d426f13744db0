import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { TOPIC_SPECS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';

/** A message as it lies in a topic. */
export interface Message {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** Time that the log gives it, epoch milliseconds. */
  readonly writtenAt: number;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** From which offset to which (exclusive) a partition has messages. */
export interface PartitionEnd {
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** Reads all topics from their beginning and goes on; one group, since joining one takes longer than reading. */
export class Follower {
  private readonly messages: Message[] = [];
  private readonly next = new Map<string, bigint>();

  private constructor(private readonly consumer: Consumer) {}

  static async start(kafka: Kafka): Promise<Follower> {
    const consumer = kafka.consumer({ groupId: `e2e-${randomUUID()}`, maxWaitTimeInMs: 100 });
    const follower = new Follower(consumer);
    await consumer.connect();
    await consumer.subscribe({ topics: TOPIC_SPECS.map(({ name }) => name), fromBeginning: true });
    const eachMessage: EachMessage = ({ topic, partition, message }) => follower.take(topic, partition, message);
    await consumer.run({ autoCommit: false, eachMessage });
    return follower;
  }

  /** All messages of a topic once it has read up to these ends. */
  async upTo(topic: string, ends: readonly PartitionEnd[]): Promise<Message[]> {
    const reached = ({ partition, low, high }: PartitionEnd) => {
      return high === low || (this.next.get(`${topic} ${partition}`) ?? 0n) >= high;
    };
    await waitFor(() => ends.every(reached), { deadlineMs: 60_000, description: `the end of ${topic}` });
    return this.messages.filter((message) => message.topic === topic);
  }

  stop(): Promise<void> {
    return this.consumer.disconnect();
  }

  private take(topic: string, partition: number, message: KafkaMessage): Promise<void> {
    const offset = BigInt(message.offset);
    const place = `${topic} ${partition}`;
    // After a lost connection it starts again from the beginning, since it never commits.
    if (offset < (this.next.get(place) ?? 0n)) return Promise.resolve();
    this.messages.push(asMessage(topic, partition, message));
    this.next.set(place, offset + 1n);
    return Promise.resolve();
  }
}

type EachMessage = (payload: { topic: string; partition: number; message: KafkaMessage }) => Promise<void>;

function asMessage(topic: string, partition: number, message: KafkaMessage): Message {
  const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    writtenAt: Number(message.timestamp),
    key: message.key?.toString() ?? null,
    value: message.value,
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}
