import { Logger } from '@nestjs/common';
import type { Consumer } from 'kafkajs';
import { sleep } from '@gauntlet/timing';
import type { Assignment } from './assignment';

/** How long a last commit is tried again: about as long as a group needs to get through a rebalance. */
const LAST_COMMIT_LIMIT_MS = 3_000;
const LAST_COMMIT_PAUSE_MS = 200;

/**
 * Commits the watermarks at an interval, one commit at a time. A failed commit costs nothing but repeated work. This is no
 * `BackgroundLoop`, for a commit is also started between two beats, and the last commit is tried again.
 */
export class OffsetCommitter {
  private readonly logger = new Logger(OffsetCommitter.name);
  private readonly timer: NodeJS.Timeout;
  private committing: Promise<void> | null = null;

  constructor(
    private readonly consumer: Consumer,
    private readonly assignment: Assignment,
    intervalMs: number,
  ) {
    // What counts is what the broker confirmed: outside of a running consumer kafkajs drops a commit without a word.
    consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload: { topics } }) => {
      for (const { topic, partitions } of topics) {
        for (const { partition, offset } of partitions) {
          assignment.recordCommit({ topic, partition, offset: BigInt(String(offset)) });
        }
      }
    });
    this.timer = setInterval(() => this.start(), intervalMs);
  }

  /** Starts a commit unless one is on its way. */
  start(): void {
    this.committing ??= this.commit().finally(() => {
      this.committing = null;
    });
  }

  /** Stops the interval and commits what is left; in a rebalance, which refuses commits, again for up to 3 s. */
  async finish(): Promise<void> {
    clearInterval(this.timer);
    await this.committing;
    await this.commit();
    const deadline = performance.now() + LAST_COMMIT_LIMIT_MS;
    while (this.assignment.toCommit().length > 0 && performance.now() < deadline) {
      await sleep(LAST_COMMIT_PAUSE_MS);
      await this.commit();
    }
  }

  private async commit(): Promise<void> {
    const offsets = this.assignment.toCommit().map((one) => ({ ...one, offset: String(one.offset) }));
    if (offsets.length === 0) return;
    try {
      await this.consumer.commitOffsets(offsets);
    } catch (error) {
      // A rebalance or an outage; the watermarks are committed again as soon as the group is whole.
      this.logger.debug({ msg: 'commit failed', problem: error instanceof Error ? error.message : String(error) });
    }
  }
}
