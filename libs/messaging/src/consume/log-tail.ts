import type { KafkaMessage } from 'kafkajs';
import type { FetchedPartition, FetchRequest } from 'kafkajs/src/broker/index.js';
import { endsWithin } from '@gauntlet/timing';
import { type FetchThrough, straightOn } from '../cluster/kafkajs-fetch-limits';
import { sizeOf } from './assigned-partition';
import { keyOf, type PartitionOffset } from './assignment';
import type { GroupOptions } from './consumer-group';

/** A group without work is answered every half a second, so one that was not for so long may have stopped. */
const FRESH_MS = 2_000;
/** More of a partition waits for nobody: a group that is so far behind fetches for itself. */
const MOST_BYTES = 1_048_576;

/** The newest of what was fetched of a partition, without a gap. */
class PartitionTail {
  /** On the monotonic clock. */
  lastAskedAt = performance.now();
  private records: readonly KafkaMessage[] = [];
  private start = 0n;
  private next = 0n;
  private latest: FetchedPartition | null = null;
  private fetchedAt = -Infinity;

  /** Gives nothing more to whoever reads it at this moment. */
  end(): void {
    this.fetchedAt = -Infinity;
  }

  /** Adds what was fetched from an offset on. */
  extend(from: bigint, fetched: FetchedPartition): void {
    if (from !== this.next || bytesOf(this.records) > MOST_BYTES) this.keep([], from);
    const added = since(from, fetched.messages);
    const last = added.at(-1);
    this.records = [...this.records, ...added];
    this.next = last ? BigInt(last.offset) + 1n : from;
    this.latest = fetched;
    this.fetchedAt = performance.now();
  }

  /** Whether nothing from this offset on is missing, once the tail has come so far. */
  leadsOnFrom(offset: bigint): boolean {
    return offset >= this.start && performance.now() - this.fetchedAt < FRESH_MS;
  }

  has(offset: bigint): boolean {
    return this.leadsOnFrom(offset) && offset <= this.next;
  }

  bytesFrom(offset: bigint): number {
    return bytesOf(since(offset, this.records));
  }

  /** What a broker would answer; what is before this offset is forgotten. */
  answerFrom(offset: bigint): FetchedPartition[] {
    this.keep(since(offset, this.records), offset);
    return this.latest ? [{ ...this.latest, messages: this.records }] : [];
  }

  private keep(records: readonly KafkaMessage[], start: bigint): void {
    this.records = records;
    this.start = start;
  }
}

interface Asked extends PartitionOffset {
  readonly tail: PartitionTail;
}

/**
 * The newest records that one group of this process has fetched, from which another one that reads the same topics is fed.
 * The fed group fetches, pauses, joins and commits as any other. A fetch that finds here all that it asks for is answered
 * from here. Every other fetch goes to the brokers: after a start, a rebalance, a gap or a stall, until the group is at the tail.
 */
export class LogTail {
  /** Of partitions that the fed group asks for, and no longer than it does. */
  private readonly partitions = new Map<string, PartitionTail>();
  private waiting: (() => void)[] = [];

  /** For the group that fetches. */
  readonly keep: FetchThrough = async (request, fromBroker) => {
    const { responses } = await fromBroker().catch((error: unknown) => this.forgetAfter(error));
    for (const { topic, partition, offset } of placesOf(request)) {
      const fetched = responses
        .find(({ topicName }) => topicName === topic)
        ?.partitions.find((one) => one.partition === partition);
      // What was aborted is known only together with where each fetch began; this makes a gap.
      if (!fetched || fetched.abortedTransactions.length > 0) continue;
      this.wanted(keyOf({ topic, partition }))?.extend(offset, fetched);
    }
    this.tell();
    return { responses };
  };

  /** For the group that is fed. */
  readonly read: FetchThrough = async (request, fromBroker) => {
    const asked = placesOf(request).map((place) => ({ ...place, tail: this.tailOf(place) }));
    if (!leadOn(asked)) return fromBroker();
    await this.gather(asked, request);
    if (!hasAll(asked)) return fromBroker();
    return {
      responses: asked.map(({ topic, offset, tail }) => ({ topicName: topic, partitions: tail.answerFrom(offset) })),
    };
  };

  /** Waits as a broker does: for so many bytes, or so many milliseconds, whichever comes first. */
  private async gather(asked: readonly Asked[], { minBytes, maxWaitTime }: FetchRequest): Promise<void> {
    const until = performance.now() + maxWaitTime;
    const isEnough = () =>
      hasAll(asked) && asked.reduce((bytes, { tail, offset }) => bytes + tail.bytesFrom(offset), 0) >= minBytes;
    while (leadOn(asked) && !isEnough() && performance.now() < until) {
      await endsWithin(until - performance.now(), new Promise<void>((resolve) => this.waiting.push(resolve)));
    }
  }

  /** After a failure the log may be another one, as that of a topic that was made anew. */
  private forgetAfter(error: unknown): never {
    for (const tail of this.partitions.values()) tail.end();
    this.partitions.clear();
    this.tell();
    throw error;
  }

  private tell(): void {
    for (const tell of this.waiting.splice(0)) tell();
  }

  private tailOf(place: PartitionOffset): PartitionTail {
    const tail = this.partitions.get(keyOf(place)) ?? new PartitionTail();
    tail.lastAskedAt = performance.now();
    this.partitions.set(keyOf(place), tail);
    return tail;
  }

  /** Another instance may have got the partition since the fed group asked for it. */
  private wanted(key: string): PartitionTail | undefined {
    const tail = this.partitions.get(key);
    if (!tail || performance.now() - tail.lastAskedAt < FRESH_MS) return tail;
    this.partitions.delete(key);
    return undefined;
  }
}

/** What each of these groups fetches through. A group that is fed by one that is not among them asks its brokers itself. */
export function tailsOf(groups: readonly GroupOptions[]): (group: GroupOptions) => FetchThrough {
  const tails = new Map(groups.flatMap(({ fedBy }) => (fedBy ? [[fedBy, new LogTail()] as const] : [])));
  return ({ group, fedBy }) => (fedBy && tails.get(fedBy)?.read) || (tails.get(group)?.keep ?? straightOn);
}

function leadOn(asked: readonly Asked[]): boolean {
  return asked.every(({ tail, offset }) => tail.leadsOnFrom(offset));
}

function hasAll(asked: readonly Asked[]): boolean {
  return asked.every(({ tail, offset }) => tail.has(offset));
}

function placesOf({ topics }: FetchRequest): PartitionOffset[] {
  return topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, fetchOffset }) => ({ topic, partition, offset: BigInt(fetchOffset) })),
  );
}

function since(offset: bigint, records: readonly KafkaMessage[]): readonly KafkaMessage[] {
  return records.filter((record) => BigInt(record.offset) >= offset);
}

function bytesOf(records: readonly KafkaMessage[]): number {
  return records.reduce((bytes, record) => bytes + sizeOf(record), 0);
}
