import { endsWithin, sleep } from '@gauntlet/timing';
import { BrokerUnavailableError, failLoudly } from '../messaging.errors';
import type { OutgoingRecord, RecordPosition, RecordTransport } from './outgoing-record';
import { faultOf, type PublishFault, refusedError } from './publish-failure';

export interface RecordWriterOptions {
  readonly transport: RecordTransport;
  /** How long a record waits for its acknowledgement. */
  readonly timeoutMs: number;
  /** Told the number of records of every request. */
  readonly onBatch: (records: number) => void;
}

interface Waiting {
  readonly record: OutgoingRecord;
  readonly resolve: (position: RecordPosition) => void;
  readonly reject: (error: Error) => void;
  settled: boolean;
  /** How often it was alone in a request that this process could not send. */
  faults: number;
}

const MAX_WAITING = 10_000;
const MAX_BATCH_RECORDS = 500;
// Kafka's size limit holds for all records of a request and partition together, so a batch stays well below it.
const MAX_BATCH_BYTES = 512 * 1_024;
const RETRY_PAUSE_MS = 200;
// What went wrong in the client may have been the moment and not the record, so the record is tried again before it is refused.
const MAX_CLIENT_FAULTS = 3;
const DISCONNECT_LIMIT_MS = 5_000;

/**
 * Batches records without making them wait: what came while the last request was on its way goes with the next. One
 * request at a time, in order, so records of one key keep theirs.
 *
 * It is not the `Batcher` of libs/timing, since what Kafka did not take goes back to the front of the queue, to keep the
 * order of a key; a record may give up while it waits; and a batch is bounded in bytes.
 */
export class RecordWriter {
  private queue: Waiting[] = [];
  private sending: Promise<void> | null = null;
  private lastError: unknown;
  private closed = false;

  constructor(private readonly options: RecordWriterOptions) {}

  /**
   * Resolves once all in-sync replicas have the record.
   * @throws BrokerUnavailableError after the timeout, or at once when 10,000 records wait; a retry helps.
   * @throws InvalidEventError when Kafka refuses the record itself, or it can't be encoded; a retry doesn't help.
   */
  write(record: OutgoingRecord): Promise<RecordPosition> {
    if (this.closed) return Promise.reject(new BrokerUnavailableError('the publisher is closed: the process stops'));
    if (this.queue.length >= MAX_WAITING) {
      return Promise.reject(new BrokerUnavailableError(`${MAX_WAITING} records wait for Kafka already`));
    }
    const acknowledged = this.enqueue(record);
    this.sending ??= this.sendAll();
    return acknowledged;
  }

  /** Sends what waits, each record within its own timeout, then disconnects. Later writes are refused. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.sending) await this.sending;
    await endsWithin(DISCONNECT_LIMIT_MS, this.options.transport.close());
  }

  private enqueue(record: OutgoingRecord): Promise<RecordPosition> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting.reject(this.timedOut()), this.options.timeoutMs);
      const settle = <T>(end: (value: T) => void) => {
        return (value: T) => {
          waiting.settled = true;
          clearTimeout(timer);
          end(value);
        };
      };
      const waiting: Waiting = { record, settled: false, faults: 0, resolve: settle(resolve), reject: settle(reject) };
      this.queue.push(waiting);
    });
  }

  private timedOut(): BrokerUnavailableError {
    const message = `Kafka acknowledged nothing within ${this.options.timeoutMs} ms`;
    return new BrokerUnavailableError(message, { cause: this.lastError });
  }

  private async sendAll(): Promise<void> {
    try {
      // Records that are published in the same turn of the event loop share a request.
      await new Promise(setImmediate);
      for (let batch = this.nextBatch(); batch.length > 0; batch = this.nextBatch()) {
        const unsent = await this.send(batch);
        if (unsent.length > 0) await this.tryAgainLater(unsent);
      }
    } catch (error) {
      failLoudly(error);
    } finally {
      this.sending = null;
    }
  }

  private nextBatch(): Waiting[] {
    this.queue = this.queue.filter(({ settled }) => !settled);
    let bytes = 0;
    const tooMany = this.queue.findIndex(({ record }, index) => {
      bytes += sizeOf(record);
      return index > 0 && (index >= MAX_BATCH_RECORDS || bytes > MAX_BATCH_BYTES);
    });
    return this.queue.splice(0, tooMany === -1 ? this.queue.length : tooMany);
  }

  /** Gives the records that are to be tried again, in their order. */
  private async send(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    this.options.onBatch(batch.length);
    try {
      const positions = await this.options.transport.send(batch.map(({ record }) => record));
      positions.forEach((position, index) => batch[index]?.resolve(position));
      return [];
    } catch (error) {
      return this.recover(batch, error);
    }
  }

  private async recover(batch: readonly Waiting[], error: unknown): Promise<readonly Waiting[]> {
    this.lastError = error;
    const fault = faultOf(error);
    if (fault === null) return batch;
    if (fault.of === 'topic') return this.recoverByTopic(batch, fault, error);
    const [first, ...others] = batch;
    if (first && others.length === 0) return this.refuse(first, fault, error);
    return this.sendOneByOne(batch);
  }

  private async sendOneByOne(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    for (const [index, one] of batch.entries()) {
      const unsent = one.settled ? [] : await this.send([one]);
      // Those behind it may have its key, so they wait for it.
      if (unsent.length > 0) return batch.slice(index);
    }
    return [];
  }

  private async recoverByTopic(
    batch: readonly Waiting[],
    fault: PublishFault,
    error: unknown,
  ): Promise<readonly Waiting[]> {
    const topics = [...new Set(batch.map(({ record }) => record.topic))];
    const unsent: Waiting[] = [];
    if (topics.length === 1) {
      for (const one of batch) one.reject(refusedError(one.record.topic, fault, error));
      return unsent;
    }
    for (const topic of topics) {
      const ofTopic = batch.filter(({ record }) => record.topic === topic);
      unsent.push(...(await this.send(ofTopic)));
    }
    return unsent;
  }

  private refuse(one: Waiting, fault: PublishFault, error: unknown): readonly Waiting[] {
    one.faults += fault.of === 'client' ? 1 : MAX_CLIENT_FAULTS;
    if (one.faults < MAX_CLIENT_FAULTS) return [one];
    one.reject(refusedError(one.record.topic, fault, error));
    return [];
  }

  private async tryAgainLater(batch: readonly Waiting[]): Promise<void> {
    this.queue.unshift(...batch);
    await sleep(RETRY_PAUSE_MS);
  }
}

function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let bytes = (key?.length ?? 0) + (value?.byteLength ?? 0);
  for (const [name, header] of Object.entries(headers)) bytes += name.length + (header?.length ?? 0);
  return bytes;
}
