import { Logger } from '@nestjs/common';
import type { HeldMessage } from './assigned-partition';
import { decodeHeld } from './decode-message';
import type { GroupOptions } from './consumer-group';
import type { Delivery, Dispatch } from './delivery';
import { describeError } from './error-classes';
import type { DeliveryOutcome } from './group-metrics';
import { inConsumerSpan } from './tracing';

/** Delivery of a broadcast group: one try, since nothing depends on it but whoever waits in this process. */
export class BroadcastDelivery implements Delivery {
  private readonly logger = new Logger(BroadcastDelivery.name);

  constructor(
    private readonly group: GroupOptions,
    private readonly dispatch: Dispatch,
  ) {}

  async deliver(held: HeldMessage): Promise<DeliveryOutcome> {
    if (!this.isWanted(held)) return 'ignored';
    try {
      await inConsumerSpan(this.group.group, held, () => this.dispatch(decodeHeld(held), held));
      return 'processed';
    } catch (error) {
      const { topic, partition } = held.partition;
      const { offset } = held.message;
      this.logger.warn({ msg: 'a broadcast event was ignored', topic, partition, offset, ...describeError(error) });
      this.logger.debug(error);
      return 'ignored';
    }
  }

  private isWanted({ message: { key } }: HeldMessage): boolean {
    const { wants } = this.group;
    return !wants || (key !== null && wants(key.toString()));
  }
}
