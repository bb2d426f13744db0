import { type Attributes, metrics } from '@opentelemetry/api';
import { ATTRIBUTES, METRICS, SECONDS } from '@gauntlet/telemetry';

/** How the work on one message ended. */
export type DeliveryOutcome = 'processed' | 'expired' | 'dead_lettered' | 'ignored' | 'abandoned';

/** What the gauges of a group show when they are read. */
export interface GroupState {
  readonly inFlight: number;
  readonly queued: number;
  /** Age in milliseconds of the oldest message in flight, which is what holds the watermark back. */
  readonly oldestMs: number;
}

/** Counters and gauges of one consumer group. */
export class GroupMetrics {
  private readonly meter = metrics.getMeter('@gauntlet/messaging');
  private readonly processed = this.meter.createCounter(METRICS.processed);
  private readonly retried = this.meter.createCounter(METRICS.retried);
  private readonly deadLettered = this.meter.createCounter(METRICS.deadLettered);
  private readonly duration = this.meter.createHistogram(METRICS.processDuration, SECONDS);
  private readonly group: Attributes;

  constructor(group: string) {
    this.group = { [ATTRIBUTES.messagingConsumerGroup]: group };
  }

  observe(state: () => GroupState): void {
    this.gauge(METRICS.inFlight, () => state().inFlight);
    this.gauge(METRICS.queued, () => state().queued);
    this.gauge(METRICS.watermarkAge, () => state().oldestMs);
  }

  ended(topic: string, { outcome, durationMs }: { outcome: DeliveryOutcome; durationMs: number }): void {
    const attributes = { ...this.group, [ATTRIBUTES.messagingDestination]: topic };
    this.processed.add(1, { ...attributes, [ATTRIBUTES.outcome]: outcome });
    this.duration.record(durationMs / 1_000, attributes);
  }

  retry(code: string): void {
    this.retried.add(1, { ...this.group, [ATTRIBUTES.errorType]: code });
  }

  deadLetter(code: string): void {
    this.deadLettered.add(1, { ...this.group, [ATTRIBUTES.deadLetterReason]: code });
  }

  private gauge(name: string, value: () => number): void {
    this.meter.createObservableGauge(name).addCallback((result) => result.observe(value(), this.group));
  }
}
