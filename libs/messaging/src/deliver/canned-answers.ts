import { Logger } from '@nestjs/common';
import { recordable } from '@gauntlet/checks/recordable';
import { type CannedReason, cannedRelease, InvalidEventError, parseValue, type Stage } from '@gauntlet/contracts';
import type { HeldMessage } from '../consume/assigned-partition';
import { classify, describeError } from '../error-classes';
import type { EventPublisher } from '../publish/event-publisher';

/** Gives callers the canned answer in the name of a serving stage that can't or may not work on their request. */
export class CannedAnswers {
  private readonly logger = new Logger(CannedAnswers.name);

  constructor(
    private readonly publisher: EventPublisher,
    private readonly stage: Stage,
  ) {}

  /**
   * Releases the canned answer when a request can be read in the record, valid event or not.
   * @throws BrokerUnavailableError as publishing does; a retry helps.
   */
  async release(held: HeldMessage, reason: CannedReason): Promise<void> {
    const canned = cannedRelease(valueOf(held), { stage: this.stage, reason });
    if (!canned) return;
    // Whoever gives up may do so before a check has redacted anything.
    const event = { ...canned, content: await recordable(canned.content, canned.facts.trail.verdicts) };
    try {
      await this.publisher.publish(event);
    } catch (error) {
      if (classify(error) === 'dependency') throw error;
      // The record is kept as a dead letter or has expired, and ingress answers at the deadline.
      this.logger.error({ msg: 'no canned answer for this request', request: event.key, ...describeError(error) });
    }
  }
}

function valueOf({ message, partition }: HeldMessage): unknown {
  try {
    return parseValue({ topic: partition.topic, value: message.value });
  } catch (error) {
    if (error instanceof InvalidEventError) return null;
    throw error;
  }
}
