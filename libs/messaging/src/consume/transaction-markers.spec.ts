import { EventEmitter } from 'node:events';
import type { Consumer } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { type EmptyBatch, onNothingToHandle } from './kafka-consumer';

const END = 'consumer.end_batch_process';

function told(payload: Record<string, unknown>): EmptyBatch[] {
  const consumer = Object.assign(new EventEmitter(), { events: { END_BATCH_PROCESS: END } });
  const batches: EmptyBatch[] = [];
  onNothingToHandle(consumer as unknown as Consumer, (batch) => batches.push(batch));
  consumer.emit(END, { payload: { topic: 'topic', partition: 1, ...payload } });
  return batches;
}

describe('a batch of transaction markers alone', () => {
  it('is told, so that the offset behind it can be committed', () => {
    const batches = told({ batchSize: 0, firstOffset: '7', lastOffset: '8' });
    expect(batches).toEqual([{ topic: 'topic', partition: 1, firstOffset: 7n, lastOffset: 8n }]);
  });

  it.each([
    ['messages', { batchSize: 2, firstOffset: '7', lastOffset: '9' }],
    ['nothing of the wanted offsets', { batchSize: 0, firstOffset: null, lastOffset: '9' }],
  ])('is not one with %s', (_what, payload) => {
    expect(told(payload)).toEqual([]);
  });
});
