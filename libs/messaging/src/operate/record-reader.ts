import { randomUUID } from 'node:crypto';
import type { Batch, Consumer, Kafka } from 'kafkajs';
import { endsWithin } from '@gauntlet/timing';
import { createKafkaClient, type KafkaClientOptions } from '../cluster/kafka-client';
import type { PartitionOffset } from '../consume/assignment';
import { createConsumer, DISCONNECT_LIMIT_MS, fetchEnds, onNothingToHandle, seekAll } from '../consume/kafka-consumer';
import { ReadingProgress } from '../read/reading-progress';
import { recordTime } from '../read/record-time';

/** A record as it lies in a topic, nothing decoded. */
export interface StoredRecord {
  readonly topic: string;
  readonly partition: number;
  /** Decimal string, as it may exceed a safe integer. */
  readonly offset: string;
  /** Timestamp of the record in epoch milliseconds, and the present time in place of a timestamp that can't be true. */
  readonly writtenAt: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Of a repeated header the first. */
  readonly headers: Readonly<Record<string, Buffer>>;
}

/** Where the records of a partition go on: the offset of the next one, as a decimal string. */
export interface ReadingPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** What a record reader reads, and whom it tells. */
export interface RecordReaderOptions {
  readonly topics: readonly string[];
  /**
   * `now` leaves out what lies in the topics already; places are where an earlier reader began, and whatever is no longer
   * kept, or in a partition that has no place, is read from its beginning; `since` begins with the first record that was
   * written at that time (epoch milliseconds) or later.
   */
  readonly from: 'beginning' | 'now' | { readonly since: number } | readonly ReadingPlace[];
  /** Gets every record once; those of one partition in order. Must not throw. */
  readonly onRecord: (record: StoredRecord) => void;
}

/**
 * Reads raw records of any topics and follows them, for a command that looks at a running system: in a group of its own,
 * of which nothing is kept. A service reads with `consumerGroup` or `LogReaderFactory` instead.
 */
export class RecordReader {
  private constructor(
    private readonly consumer: Consumer,
    private readonly progress: ReadingProgress,
    /** Where this reader began; a later one that begins there reads the same records again. */
    readonly began: readonly ReadingPlace[],
  ) {}

  /** Throws as kafkajs does when the cluster is away or a topic is missing; a retry helps once it is there. */
  static async open(client: KafkaClientOptions, options: RecordReaderOptions): Promise<RecordReader> {
    const kafka = createKafkaClient(client);
    const progress = new ReadingProgress();
    progress.start(await startOf(kafka, options));
    const began = progress.positions.map(({ offset, ...partition }) => ({ ...partition, offset: String(offset) }));
    const consumer = createConsumer(kafka, `${client.clientId}.read.${randomUUID()}`);
    consumer.on(consumer.events.GROUP_JOIN, () => seekAll(consumer, progress.positions));
    consumer.on(consumer.events.FETCH, () => progress.answered());
    onNothingToHandle(consumer, (batch) => progress.reached({ ...batch, offset: batch.lastOffset + 1n }));
    consumer.on(consumer.events.FETCH_START, () => progress.look());
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    const eachBatch = ({ batch }: { batch: Batch }) => Promise.resolve(receive(batch, progress, options));
    await consumer.run({ autoCommit: false, eachBatch });
    return new RecordReader(consumer, progress, began);
  }

  /** Resolves once everything that was in the topics at the start has been read. */
  get caughtUp(): Promise<void> {
    return this.progress.caughtUp;
  }

  async close(): Promise<void> {
    await endsWithin(DISCONNECT_LIMIT_MS, this.consumer.disconnect());
  }
}

async function startOf(kafka: Kafka, { topics, from }: RecordReaderOptions): ReturnType<typeof fetchEnds> {
  const { first, next } = await fetchEnds(kafka, topics);
  if (from === 'beginning') return { first, next };
  if (from === 'now') return { first: next, next };
  if ('since' in from) return { first: await fetchPlacesSince(kafka, topics, from.since), next };
  return { first: first.map((earliest) => laterOf(earliest, from)), next };
}

/** A partition without such a record begins at its end. */
async function fetchPlacesSince(kafka: Kafka, topics: readonly string[], since: number): Promise<PartitionOffset[]> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const partitions = await Promise.all(topics.map((topic) => admin.fetchTopicOffsetsByTimestamp(topic, since)));
    return topics.flatMap((topic, index) =>
      (partitions[index] ?? []).map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) })),
    );
  } finally {
    await admin.disconnect();
  }
}

function laterOf(earliest: PartitionOffset, places: readonly ReadingPlace[]): PartitionOffset {
  const place = places.find(({ topic, partition }) => topic === earliest.topic && partition === earliest.partition);
  const offset = BigInt(place?.offset ?? 0);
  return offset > earliest.offset ? { ...earliest, offset } : earliest;
}

function receive(batch: Batch, progress: ReadingProgress, { onRecord }: RecordReaderOptions): void {
  const { topic, partition } = batch;
  for (const { offset, timestamp, key, value, headers } of batch.messages) {
    const isNew = progress.reached({ topic, partition, offset: BigInt(offset) + 1n });
    const record = {
      topic,
      partition,
      offset,
      writtenAt: recordTime(timestamp),
      key,
      value,
      headers: firstValues(headers),
    };
    if (isNew) onRecord(record);
  }
  progress.reached({ topic, partition, offset: BigInt(batch.lastOffset()) + 1n });
  progress.look();
}

function firstValues(headers: Batch['messages'][number]['headers']): Record<string, Buffer> {
  const entries = Object.entries(headers ?? {}).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, Buffer.from(first)] as const];
  });
  return Object.fromEntries(entries);
}
