import { closeSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { warn } from '../log';
import { batchAt, type BatchPlace, isIntact } from '../protocol/record-batch';

/** One file of a partition's log, named for its first offset, with the end and the time of every batch in memory. */
export class Segment {
  private readonly nextOffsets: number[] = [];
  private readonly endPositions: number[] = [];
  private readonly maxTimestamps: number[] = [];

  private constructor(
    readonly baseOffset: number,
    private readonly path: string,
    private readonly file: number,
  ) {}

  /** Opens or creates the file; a batch torn by a kill, and what follows it, is cut off: it was never acknowledged. */
  static open(dir: string, baseOffset: number): Segment {
    const path = join(dir, segmentFileName(baseOffset));
    const segment = new Segment(baseOffset, path, openSync(path, 'a+'));
    segment.recover(readFileSync(path));
    return segment;
  }

  get endOffset(): number {
    return this.nextOffsets.at(-1) ?? this.baseOffset;
  }

  get bytes(): number {
    return this.endPositions.at(-1) ?? 0;
  }

  /** Returns once write(2) has: the batches then survive the death of this process, not of the machine. */
  append(records: Buffer, batches: BatchPlace[]): void {
    const start = this.bytes;
    try {
      this.writeFully(records);
    } catch (error) {
      ftruncateSync(this.file, start);
      throw error;
    }
    for (const batch of batches) this.remember(start + batch.position + batch.size, batch);
  }

  /** Whole batches from the one that holds `offset`: at least one, then as many as fit into `maxBytes`. */
  read(offset: number, maxBytes: number): Buffer {
    const first = firstAbove(this.nextOffsets, offset);
    const start = this.startOf(first);
    const last = Math.max(first, firstAbove(this.endPositions, start + maxBytes) - 1);
    const bytes = Buffer.allocUnsafe((this.endPositions[last] ?? start) - start);
    readSync(this.file, bytes, 0, bytes.length, start);
    return bytes;
  }

  /** Bytes from the batch that holds `offset` to the end. */
  bytesFrom(offset: number): number {
    return this.bytes - this.startOf(firstAbove(this.nextOffsets, offset));
  }

  /** First offset of the first batch with a record of `timestamp` or later; undefined when there is none. */
  offsetSince(timestamp: number): number | undefined {
    const batch = this.maxTimestamps.findIndex((latest) => latest >= timestamp);
    if (batch === -1) return undefined;
    return batch === 0 ? this.baseOffset : this.nextOffsets[batch - 1];
  }

  close(): void {
    closeSync(this.file);
  }

  private startOf(batch: number): number {
    return batch === 0 ? 0 : (this.endPositions[batch - 1] as number);
  }

  private writeFully(records: Buffer): void {
    let written = 0;
    while (written < records.length) written += writeSync(this.file, records, written);
  }

  private remember(endPosition: number, { nextOffset, maxTimestamp }: BatchPlace): void {
    this.endPositions.push(endPosition);
    this.nextOffsets.push(nextOffset);
    this.maxTimestamps.push(maxTimestamp);
  }

  private recover(content: Buffer): void {
    let batch = batchAt(content, 0);
    while (batch && batch.baseOffset === this.endOffset && isIntact(content, batch)) {
      this.remember(batch.position + batch.size, batch);
      batch = batchAt(content, this.bytes);
    }
    if (this.bytes === content.length) return;
    warn(`cut ${content.length - this.bytes} bytes of a torn batch off ${this.path}`);
    ftruncateSync(this.file, this.bytes);
  }
}

function segmentFileName(baseOffset: number): string {
  return `${String(baseOffset).padStart(20, '0')}.log`;
}

/** Binary search in ascending numbers: the index of the first one above `value`, or their count. */
function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
