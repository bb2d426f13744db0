import { Logger } from '@nestjs/common';
import type { HeldMessage } from '../consume/assigned-partition';
import type { DeliveryOutcome } from '../consume/group-metrics';
import { describeError } from '../error-classes';
import { inConsumerSpan } from '../tracing';
import { decodeHeld } from './decode-message';
import type { Delivery, Dispatch } from './delivery';
import type { WantedKeys } from './wanted-keys';

/** Delivery of a broadcast group: one try, since nothing depends on it but whoever waits in this process. */
export class BroadcastDelivery implements Delivery {
  private readonly logger = new Logger(BroadcastDelivery.name);

  constructor(
    private readonly group: string,
    private readonly parts: { readonly dispatch: Dispatch; readonly wanted: WantedKeys },
  ) {}

  async deliver(held: HeldMessage): Promise<DeliveryOutcome> {
    const { dispatch, wanted } = this.parts;
    if (!wanted.has(this.group, held.message.key?.toString() ?? null)) return 'ignored';
    try {
      await inConsumerSpan(this.group, held, () => dispatch(decodeHeld(held), held));
      return 'processed';
    } catch (error) {
      const { topic, partition } = held.partition;
      const { offset } = held.message;
      this.logger.warn({ msg: 'a broadcast event was ignored', topic, partition, offset, ...describeError(error) });
      this.logger.debug(error);
      return 'ignored';
    }
  }
}
