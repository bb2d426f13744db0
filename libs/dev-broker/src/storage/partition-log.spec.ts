import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crc32c } from '../protocol/crc32c';
import { batchAt } from '../protocol/record-batch';
import { PartitionLog } from './partition-log';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'partition-log-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A batch as a producer sends it, with `count` records that nobody looks into. */
function batchOf(count: number, content = 'records', time = 0): Buffer {
  const batch = Buffer.alloc(61 + content.length);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt8(2, 16);
  batch.writeInt32BE(count - 1, 23);
  batch.writeBigInt64BE(BigInt(time), 35);
  batch.writeInt32BE(count, 57);
  batch.write(content, 61);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

function append(log: PartitionLog, batch: Buffer): number {
  return log.append(batch, [batchAt(batch, 0)!]);
}

function baseOffsets(records: Buffer): number[] {
  const found: number[] = [];
  for (let batch = batchAt(records, 0); batch; batch = batchAt(records, batch.position + batch.size)) {
    found.push(batch.baseOffset);
  }
  return found;
}

function newestFile(): string {
  return join(dir, readdirSync(dir).sort().at(-1) as string);
}

describe('PartitionLog', () => {
  it('gives consecutive offsets and returns the batch that holds the offset asked for', () => {
    const log = PartitionLog.open(dir);
    expect([append(log, batchOf(3)), append(log, batchOf(1)), append(log, batchOf(2))]).toEqual([0, 3, 4]);
    expect(log.endOffset).toBe(6);
    expect(baseOffsets(log.read(2, 1e6))).toEqual([0, 3, 4]);
    expect(baseOffsets(log.read(3, 1e6))).toEqual([3, 4]);
    expect(log.read(6, 1e6)).toHaveLength(0);
  });

  it('returns whole batches only, at least one, within the size asked for', () => {
    const log = PartitionLog.open(dir);
    const size = batchOf(1).length;
    for (let i = 0; i < 5; i++) append(log, batchOf(1));
    expect(baseOffsets(log.read(1, 1))).toEqual([1]);
    expect(baseOffsets(log.read(1, size * 2))).toEqual([1, 2]);
    expect(baseOffsets(log.read(1, size * 3 - 1))).toEqual([1, 2]);
  });

  it('goes on after a restart, across segments', () => {
    const segmentBytes = batchOf(1).length * 2;
    const before = PartitionLog.open(dir, segmentBytes);
    for (let i = 0; i < 5; i++) append(before, batchOf(1));
    before.close();

    const after = PartitionLog.open(dir, segmentBytes);

    expect(readdirSync(dir)).toHaveLength(3);
    expect(append(after, batchOf(1))).toBe(5);
    const read = [0, 2, 4].map((offset) => baseOffsets(after.read(offset, 1e6)));
    expect(read).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });

  it('cuts a torn last batch off and keeps what was before it', () => {
    const before = PartitionLog.open(dir);
    append(before, batchOf(2));
    append(before, batchOf(2));
    before.close();
    truncateSync(newestFile(), statSync(newestFile()).size - 3);

    const after = PartitionLog.open(dir);

    expect(after.endOffset).toBe(2);
    expect(append(after, batchOf(1))).toBe(2);
    expect(baseOffsets(after.read(0, 1e6))).toEqual([0, 2]);
  });

  it('cuts a last batch off whose bytes never all arrived, though its length is right', () => {
    const log = PartitionLog.open(dir);
    append(log, batchOf(1));
    log.close();
    const halfWritten = batchOf(1);
    halfWritten.writeBigInt64BE(1n, 0);
    appendFileSync(newestFile(), halfWritten.fill(0, 64));

    expect(PartitionLog.open(dir).endOffset).toBe(1);
  });

  it('refuses to serve a log with a hole instead of skipping it', () => {
    const segmentBytes = batchOf(1).length;
    const before = PartitionLog.open(dir, segmentBytes);
    for (let i = 0; i < 3; i++) append(before, batchOf(1));
    before.close();
    truncateSync(join(dir, readdirSync(dir).sort()[0] as string), 10);

    const after = PartitionLog.open(dir, segmentBytes);

    expect(() => after.read(0, 1e6)).toThrow(/offsets 0 to 0 are missing/);
  });

  it('finds the first batch since a time, across segments and a restart', () => {
    const segmentBytes = batchOf(1).length * 2;
    const before = PartitionLog.open(dir, segmentBytes);
    for (const time of [10, 20, 30, 40, 50]) append(before, batchOf(2, 'records', time));
    const found = (log: PartitionLog) => [0, 10, 11, 30, 50, 51].map((time) => log.offsetSince(time));
    expect(found(before)).toEqual([0, 0, 2, 4, 8, undefined]);
    before.close();
    expect(found(PartitionLog.open(dir, segmentBytes))).toEqual(found(before));
  });

  it('tells listeners of each append until they stop listening', () => {
    const log = PartitionLog.open(dir);
    let calls = 0;
    const stopListening = log.onAppend(() => (calls += 1));
    append(log, batchOf(1));
    stopListening();
    append(log, batchOf(1));
    expect(calls).toBe(1);
  });
});
