/**
 * What is done and what is not in one partition, during one assignment of it. Follows the offsets as they are
 * delivered, so gaps in the log need no care. Pure: knows nothing of Kafka, time or messages.
 */
export class OffsetTracker {
  // Insertion order is offset order, so the first entry is the lowest offset not done.
  private readonly undone = new Set<bigint>();
  private nextOffset: bigint;

  /** @param start first offset of this assignment; everything below is somebody else's. */
  constructor(readonly start: bigint) {
    this.nextOffset = start;
  }

  /** Takes a delivered offset; false for one that is held or done already, as a redelivery after a rebalance is. */
  accept(offset: bigint): boolean {
    if (offset < this.nextOffset) return false;
    this.undone.add(offset);
    this.nextOffset = offset + 1n;
    return true;
  }

  /** Counts everything below `offset` as delivered: the log has nothing more there than was accepted. */
  reach(offset: bigint): void {
    if (offset > this.nextOffset) this.nextOffset = offset;
  }

  /** Marks an offset as done; one that is not held is ignored. */
  complete(offset: bigint): void {
    this.undone.delete(offset);
  }

  /** The offset to commit: the lowest one not done, or the next one to come when all are done. */
  get watermark(): bigint {
    for (const offset of this.undone) return offset;
    return this.nextOffset;
  }

  /** First offset that has not been delivered yet. */
  get end(): bigint {
    return this.nextOffset;
  }
}
