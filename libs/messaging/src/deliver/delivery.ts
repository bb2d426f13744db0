import { Logger } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { type GauntletEvent, isExpired, type RequestFacts, type RequestTopic } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import { sleep } from '@gauntlet/timing';
import type { HeldMessage } from '../consume/assigned-partition';
import type { DeliveryOutcome, GroupMetrics } from '../consume/group-metrics';
import { classify, describeError } from '../error-classes';
import { AbandonedError } from '../messaging.errors';
import { inConsumerSpan, markFailed } from '../tracing';
import type { CannedAnswers } from './canned-answers';
import type { DeadLetters } from './dead-letters';
import { decodeHeld } from './decode-message';
import type { DependencyGate } from './dependency-gate';

/** Hands an event to its handlers; resolves when they are done. */
export type Dispatch = (event: GauntletEvent, held: HeldMessage) => Promise<void>;

/** The course of one message, from delivery to its end. Never throws for anything that a message can cause. */
export interface Delivery {
  deliver(held: HeldMessage): Promise<DeliveryOutcome>;
}

/** What a delivery is made of once its group runs. */
export interface DeliveryContext {
  readonly dispatch: Dispatch;
  readonly gate: DependencyGate;
  readonly metrics: GroupMetrics;
}

export interface DurableDeliveryParts extends DeliveryContext {
  readonly group: string;
  readonly deadLetters: DeadLetters;
  /** Null in a group that owes nobody an answer. */
  readonly canned: CannedAnswers | null;
}

interface Failed {
  readonly error: unknown;
  readonly attempts: number;
}

/** The deadline of the request is over: its caller gets the canned answer, and no retry helps. */
class RequestExpiredError extends Error {
  readonly code = 'deadline_exceeded';
  readonly retryable = false;
}

const MAX_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 200;

/**
 * Delivery of a durable group: handled, or released canned because the request expired, or dead-lettered, in this order
 * of preference; abandoned only when somebody else gets the message anyway.
 */
export class DurableDelivery implements Delivery {
  private readonly logger = new Logger(DurableDelivery.name);

  constructor(private readonly parts: DurableDeliveryParts) {}

  deliver(held: HeldMessage): Promise<DeliveryOutcome> {
    return inConsumerSpan(this.parts.group, held, async (span) => {
      const outcome = await this.process(held);
      span.setAttribute(ATTRIBUTES.outcome, outcome);
      return outcome;
    });
  }

  private async process(held: HeldMessage): Promise<DeliveryOutcome> {
    try {
      return await this.runCourse(held);
    } catch (error) {
      if (error instanceof AbandonedError) return 'abandoned';
      throw error;
    } finally {
      this.parts.gate.passOn();
    }
  }

  private async runCourse(held: HeldMessage): Promise<DeliveryOutcome> {
    for (let attempts = 1; ; attempts += 1) {
      const failure = await this.attempt(held);
      if (!failure) return 'processed';
      const { error } = failure;
      if (error instanceof RequestExpiredError) return this.releaseExpired(held);
      if (classify(error) === 'permanent' || attempts === MAX_ATTEMPTS) return this.giveUp(held, { error, attempts });
      await this.backOff(held, { error, attempts });
    }
  }

  private async attempt(held: HeldMessage): Promise<{ error: unknown } | null> {
    try {
      const event = decodeHeld(held);
      const deadline = this.parts.canned ? Date.parse(requestOf(event).deadline) : null;
      await this.insist(held, { work: () => this.dispatchInTime(event, held), deadline });
      return null;
    } catch (error) {
      if (error instanceof AbandonedError) throw error;
      return { error };
    }
  }

  private async dispatchInTime(event: GauntletEvent, held: HeldMessage): Promise<void> {
    if (this.parts.canned && isExpired(requestOf(event))) throw new RequestExpiredError();
    await this.parts.dispatch(event, held);
  }

  /** Does the work again and again for as long as it fails for want of a dependency; that costs the message no try. */
  private async insist(
    held: HeldMessage,
    { work, deadline = null }: { work: () => Promise<void>; deadline?: number | null },
  ): Promise<void> {
    for (;;) {
      try {
        await work();
        return this.parts.gate.succeeded();
      } catch (error) {
        if (classify(error) !== 'dependency') throw error;
        await this.waitForDependency(held, { error, deadline });
      }
    }
  }

  private async waitForDependency(
    held: HeldMessage,
    { error, deadline }: { error: unknown; deadline: number | null },
  ): Promise<void> {
    const { gate, group, metrics } = this.parts;
    const { code, message } = describeError(error);
    metrics.retry(code);
    if (gate.trip()) this.logger.warn({ msg: 'paused: a dependency is away', group, code, problem: message });
    await gate.turn(deadline === null ? null : deadline - Date.now());
    this.abandonIfNotOurs(held);
    if (gate.isAbandoned) throw new AbandonedError('the process stops');
  }

  private async backOff(held: HeldMessage, { error, attempts }: Failed): Promise<void> {
    const { code, message } = describeError(error);
    this.parts.metrics.retry(code);
    trace.getActiveSpan()?.addEvent('retry', { [ATTRIBUTES.attemptNumber]: attempts, [ATTRIBUTES.errorType]: code });
    this.logger.warn({ msg: 'a message failed and is tried again', ...this.whereIs(held), attempts, code, message });
    this.logger.debug(error);
    await sleep(FIRST_BACKOFF_MS * 4 ** (attempts - 1) * (0.75 + Math.random() / 2));
    this.abandonIfNotOurs(held);
  }

  private async releaseExpired(held: HeldMessage): Promise<DeliveryOutcome> {
    await this.releaseCanned(held, 'deadline_exceeded');
    return 'expired';
  }

  private async giveUp(held: HeldMessage, failed: Failed): Promise<DeliveryOutcome> {
    const { deadLetters, group, metrics } = this.parts;
    const { code, message } = describeError(failed.error);
    await this.insist(held, { work: () => deadLetters.write(held, { ...failed, group }) });
    await this.releaseCanned(held, 'dead_lettered');
    metrics.deadLetter(code);
    this.logger.error({ msg: 'dead letter', ...this.whereIs(held), attempts: failed.attempts, code, message });
    this.logger.debug(failed.error);
    const span = trace.getActiveSpan();
    span?.setAttribute(ATTRIBUTES.deadLetterReason, code);
    if (span) markFailed(span, failed.error);
    return 'dead_lettered';
  }

  private async releaseCanned(held: HeldMessage, reason: 'deadline_exceeded' | 'dead_lettered'): Promise<void> {
    const { canned } = this.parts;
    if (canned) await this.insist(held, { work: () => canned.release(held, reason) });
  }

  private abandonIfNotOurs({ partition }: HeldMessage): void {
    if (partition.isLost) throw new AbandonedError('the partition belongs to another instance now');
  }

  private whereIs({ partition: { topic, partition }, message }: HeldMessage): Record<string, string | number> {
    return { group: this.parts.group, topic, partition, offset: message.offset };
  }
}

// A serving group reads topics of requests only; the start-up check of the pipeline sees to it.
function requestOf(event: GauntletEvent): RequestFacts {
  return (event as GauntletEvent<RequestTopic>).facts.request;
}
