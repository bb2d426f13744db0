import { mkdirSync, readdirSync } from 'node:fs';
import { type BatchPlace, place } from '../protocol/record-batch';
import { Segment } from './segment';

const SEGMENT_BYTES = 64 * 1024 * 1024;

/** The ordered records of one partition; nothing is ever deleted from it. */
export class PartitionLog {
  private readonly appendListeners = new Set<() => void>();
  private readonly opened = new Map<number, Segment>();
  private active: Segment;

  private constructor(
    private readonly dir: string,
    private readonly baseOffsets: number[],
    private readonly segmentBytes: number,
  ) {
    this.active = this.segment(baseOffsets.length - 1);
  }

  /** Only the newest segment is read (and repaired) here; older ones wait for a reader. */
  static open(dir: string, segmentBytes = SEGMENT_BYTES): PartitionLog {
    mkdirSync(dir, { recursive: true });
    const files = readdirSync(dir).filter((name) => name.endsWith('.log'));
    const baseOffsets = files.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
    return new PartitionLog(dir, baseOffsets.length > 0 ? baseOffsets : [0], segmentBytes);
  }

  readonly startOffset = 0;

  get endOffset(): number {
    return this.active.endOffset;
  }

  /** Stores whole, checked batches under the next offsets and returns the first of these. */
  append(records: Buffer, batches: BatchPlace[]): number {
    const baseOffset = this.endOffset;
    let nextOffset = baseOffset;
    const placed = batches.map((batch) => {
      const result = place(records, batch, nextOffset);
      nextOffset = result.nextOffset;
      return result;
    });
    this.rollWhenFull();
    this.active.append(records, placed);
    for (const listener of [...this.appendListeners]) listener();
    return baseOffset;
  }

  /** Whole batches from `offset` on: at least one, if there is any, however small `maxBytes` is. */
  read(offset: number, maxBytes: number): Buffer {
    if (offset >= this.endOffset) return Buffer.alloc(0);
    return this.segmentOf(offset).read(offset, maxBytes);
  }

  /** Bytes of the batches from `offset` on, as far as its segment goes. */
  bytesFrom(offset: number): number {
    return offset >= this.endOffset ? 0 : this.segmentOf(offset).bytesFrom(offset);
  }

  /**
   * First offset of the first batch with a record of `timestamp` (epoch milliseconds) or later; undefined when there is none.
   * Opens one segment after the other from the oldest on.
   */
  offsetSince(timestamp: number): number | undefined {
    for (const index of this.baseOffsets.keys()) {
      const offset = this.segment(index).offsetSince(timestamp);
      if (offset !== undefined) return offset;
    }
    return undefined;
  }

  /** Calls `listener` after each append until the returned function is called. */
  onAppend(listener: () => void): () => void {
    this.appendListeners.add(listener);
    return () => this.appendListeners.delete(listener);
  }

  close(): void {
    for (const segment of this.opened.values()) segment.close();
  }

  private rollWhenFull(): void {
    if (this.active.bytes < this.segmentBytes) return;
    this.baseOffsets.push(this.active.endOffset);
    this.active = this.segment(this.baseOffsets.length - 1);
  }

  private segmentOf(offset: number): Segment {
    return this.segment(this.baseOffsets.findLastIndex((baseOffset) => baseOffset <= offset));
  }

  private segment(index: number): Segment {
    const baseOffset = this.baseOffsets[index] as number;
    const segment = this.opened.get(baseOffset) ?? Segment.open(this.dir, baseOffset);
    this.opened.set(baseOffset, segment);
    const expectedEnd = this.baseOffsets[index + 1] ?? segment.endOffset;
    if (segment.endOffset === expectedEnd) return segment;
    throw new Error(
      `${this.dir}: offsets ${segment.endOffset} to ${expectedEnd - 1} are missing; delete the data folder`,
    );
  }
}
