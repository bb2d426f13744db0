import { Logger } from '@nestjs/common';
import type { Batch, Consumer, Kafka, KafkaMessage } from 'kafkajs';
import type { GauntletEvent, Topic } from '@gauntlet/contracts';
import { endsWithin, sleep } from '@gauntlet/timing';
import { paceFetches } from '../cluster/kafkajs-fetch-limits';
import { refusedClient } from '../cluster/refused-client.error';
import { FetchPace } from '../consume/fetch-pace';
import {
  createConsumer,
  DISCONNECT_LIMIT_MS,
  fetchEnds,
  onNothingToHandle,
  PATIENT_HEARTBEAT_MS,
  READ_AGAIN_MS,
  seekAll,
} from '../consume/kafka-consumer';
import type { GroupPlace } from '../consume/membership-memory';
import { decodeMessage } from '../deliver/decode-message';
import { describeError } from '../error-classes';
import { type PassedOver, PassedOverRecords } from './passed-over';
import { ReadingProgress } from './reading-progress';

/** What a log reader reads, and whom it tells. */
export interface LogReaderOptions<T extends Topic = Topic> {
  /** Ordered topics, one partition each; events of different topics come in no particular order. */
  readonly topics: readonly T[];
  /** Gets every event once and in order. What it throws for is passed over and logged. */
  readonly onEvent: (event: GauntletEvent<T>, offset: string) => void;
}

const OPEN_AGAIN_MS = 500;

/** Reads ordered topics from their beginning and follows them, in a group that nobody shares and nothing is kept of. */
export class LogReader<T extends Topic = Topic> {
  private readonly logger = new Logger(LogReader.name);
  private readonly progress = new ReadingProgress();
  private readonly passedOver = new PassedOverRecords();
  private consumer: Consumer | null = null;
  private closed = false;
  private opening: Promise<void>;
  private lastProblem: string | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly place: GroupPlace,
    private readonly options: LogReaderOptions<T>,
  ) {
    this.opening = this.open();
  }

  /** Resolves once everything that was in the topics at the start has been read; waits for Kafka as long as it takes. */
  get caughtUp(): Promise<void> {
    return this.progress.caughtUp;
  }

  /** Milliseconds since the reader last knew that it was at the end; infinite before it first was. */
  staleForMs(): number {
    return this.progress.staleForMs();
  }

  /** Why it can't read at the moment; null while it can. */
  get problem(): string | null {
    return this.lastProblem;
  }

  /** Ends reading; `caughtUp` then never resolves if it had not. */
  async close(): Promise<void> {
    this.closed = true;
    await this.opening;
    const left = this.consumer ? await endsWithin(DISCONNECT_LIMIT_MS, this.consumer.disconnect()) : false;
    if (left) this.place.giveUp();
    this.tell(this.passedOver.takeAll());
  }

  private async open(): Promise<void> {
    while (!this.closed) {
      try {
        return await this.tryToOpen();
      } catch (error) {
        await this.waitAfter(error, OPEN_AGAIN_MS);
      }
    }
  }

  /** A consumer that is given up for good ends neither the process nor the reading. */
  private async openAgain(error: unknown): Promise<void> {
    await this.waitAfter(error, READ_AGAIN_MS);
    await this.open();
  }

  private async waitAfter(error: unknown, limitMs: number): Promise<void> {
    const reason = describeError(refusedClient(error) ?? error);
    // Once for each reason, not at every try.
    if (reason.message !== this.lastProblem) {
      this.logger.warn({ msg: 'waiting for Kafka', topics: this.options.topics, ...reason });
    }
    this.lastProblem = reason.message;
    await this.consumer?.disconnect();
    await sleep(limitMs);
  }

  private async tryToOpen(): Promise<void> {
    const topics = [...this.options.topics];
    this.progress.start(await fetchEnds(this.kafka, topics));
    const consumer = createConsumer(this.kafka, this.place.group, PATIENT_HEARTBEAT_MS);
    this.consumer = consumer;
    this.watch(consumer);
    this.place.holdFor(consumer);
    paceFetches(this.place.group, () => new FetchPace());
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => this.receive(batch) });
  }

  private watch(consumer: Consumer): void {
    const { events } = consumer;
    // Nothing is committed, so each join would start at the beginning again.
    consumer.on(events.GROUP_JOIN, () => seekAll(consumer, this.progress.positions));
    consumer.on(events.FETCH, () => {
      this.lastProblem = null;
      this.progress.answered();
    });
    onNothingToHandle(consumer, (batch) => this.progress.reached({ ...batch, offset: batch.lastOffset + 1n }));
    consumer.on(events.FETCH_START, () => this.look());
    consumer.on(events.CRASH, ({ payload: { error, restart } }) => {
      if (!restart && !this.closed) this.opening = this.openAgain(error);
    });
  }

  private receive(batch: Batch): void {
    const { topic, partition } = batch;
    for (const message of batch.messages) {
      const isNew = this.progress.reached({ topic, partition, offset: BigInt(message.offset) + 1n });
      if (isNew) this.handOver(topic as T, message);
    }
    this.progress.reached({ topic, partition, offset: BigInt(batch.lastOffset()) + 1n });
    this.progress.extend({ topic, partition, offset: BigInt(batch.highWatermark) });
    this.look();
  }

  private look(): void {
    this.progress.look();
    if (this.progress.isAtEnd) this.tell(this.passedOver.takeDue());
  }

  private handOver(topic: T, message: KafkaMessage): void {
    const { offset } = message;
    try {
      this.options.onEvent(decodeMessage(topic, message), offset);
    } catch (error) {
      this.passedOver.add(topic, offset, describeError(error));
    }
  }

  private tell(passedOver: readonly PassedOver[]): void {
    for (const records of passedOver) this.logger.error({ msg: 'records of a log are passed over', ...records });
  }
}
