import { Logger } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { News } from '@gauntlet/runtime';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { classify, describeError } from '../error-classes';
import type { TopicPartition } from './assignment';

/** Records that retention removed before a group had read them. Offsets of the range may have been without a record. */
export interface Loss extends TopicPartition {
  /** As `PIPELINE` names it. */
  readonly group: string;
  readonly first: bigint;
  readonly last: bigint;
}

/** Stores a loss; called again with a range that begins alike when it rejects with a `DependencyUnavailableError`. */
export type KeepLoss = (loss: Loss) => Promise<void>;

/** Says what groups have lost to retention: an error in the log, a count, and a keeper where a service has one. */
export class Losses {
  private readonly logger = new Logger(Losses.name);
  private readonly news = new News();
  private readonly keepers = new Map<string, KeepLoss>();
  private readonly lost = metrics.getMeter('@gauntlet/messaging').createCounter(METRICS.lost);

  /** After a loss the group reads on in that partition only once `keep` has resolved. */
  keepFor(group: string, keep: KeepLoss): void {
    this.keepers.set(group, keep);
  }

  /** @throws DependencyUnavailableError as the keeper does; a retry helps. Anything else that a keeper throws is logged. */
  async tell(loss: Loss): Promise<void> {
    const { group, topic, partition, first, last } = loss;
    const count = Number(last - first + 1n);
    const line = { msg: 'retention removed records that this group had not read', group, topic, partition };
    const range = { from: String(first), to: String(last), count };
    if (this.news.isNew(JSON.stringify([line, range]))) this.logger.error({ ...line, ...range });
    await this.keep(loss);
    const attributes = { [ATTRIBUTES.messagingConsumerGroup]: group, [ATTRIBUTES.messagingDestination]: topic };
    this.lost.add(count, attributes);
  }

  // A keeper that refuses for good must not keep the group from reading on.
  private async keep(loss: Loss): Promise<void> {
    try {
      await this.keepers.get(loss.group)?.(loss);
    } catch (error) {
      if (classify(error) === 'dependency') throw error;
      this.logger.error({
        msg: 'what retention removed could not be kept',
        group: loss.group,
        ...describeError(error),
      });
    }
  }
}
