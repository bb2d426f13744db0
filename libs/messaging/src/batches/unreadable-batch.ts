import type { KafkaMessage } from 'kafkajs';
import { baseOffsetOf, readBatchHeader } from './batch-header';
import type { FetchedRecord } from './fetched-record';

const MESSAGE_LIMIT = 200;

/** A batch of records that can't be read, as a whole; a retry doesn't help. */
export class UnreadableBatchError extends Error {
  readonly code = 'unreadable_batch';
  readonly retryable = false;

  constructor(
    readonly firstOffset: bigint,
    lastOffset: bigint,
    cause: unknown,
  ) {
    const problem = cause instanceof Error ? cause.message.slice(0, MESSAGE_LIMIT) : 'unknown';
    super(`the batch with the offsets ${firstOffset} to ${lastOffset} can't be read: ${problem}`, { cause });
    this.name = 'UnreadableBatchError';
  }
}

const errors = new WeakMap<object, UnreadableBatchError>();

/** What stands in for a batch that can't be read: a record at its last offset, whose value is the batch as it is. */
export function standInFor(batch: Buffer, cause: unknown): FetchedRecord {
  const baseOffset = baseOffsetOf(batch);
  const lastOffset = baseOffset + BigInt(lastOffsetDeltaOf(batch));
  const record = {
    attributes: 0,
    offset: String(lastOffset),
    timestamp: String(Date.now()),
    key: null,
    value: batch,
    headers: {},
    isControlRecord: false,
    batchContext: { inTransaction: false, producerId: '-1' },
  };
  errors.set(record, new UnreadableBatchError(baseOffset, lastOffset, cause));
  return record;
}

/** The error of a record that stands in for an unreadable batch; undefined for every other one. */
export function unreadableBatch(message: KafkaMessage): UnreadableBatchError | undefined {
  return errors.get(message);
}

// An offset that is wrong would skip records nobody has read. Without any the next fetch begins one further.
function lastOffsetDeltaOf(batch: Buffer): number {
  try {
    const { lastOffsetDelta, records } = readBatchHeader(batch);
    return lastOffsetDelta === records - 1 ? lastOffsetDelta : 0;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}
