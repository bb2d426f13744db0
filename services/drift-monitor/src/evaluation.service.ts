import { Inject, Injectable } from '@nestjs/common';
import type { Monitor } from '@gauntlet/artefacts';
import { EventPublisher } from '@gauntlet/messaging';
import type { AlertEvidence, OpenAlert } from './alert';
import { AlertRepository } from './alert.repository';
import { alertEvent } from './alert-event';
import type { Detector } from './detectors/detector';
import { DriftMonitorConfig } from './drift-monitor.config';
import type { MeasuredWindow, Measurement } from './measurement';
import { MeasurementRepository } from './measurement.repository';

/** Injects `Monitor[]`: what the monitors file says. */
export const MONITORS = Symbol('MONITORS');
/** Injects the `Detector` in force. */
export const DETECTOR = Symbol('DETECTOR');

/** Measures, judges, and tells: alerts are stored first and published from there, so that none gets lost between. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly config: DriftMonitorConfig,
    @Inject(MONITORS) private readonly monitors: readonly Monitor[],
    @Inject(DETECTOR) private readonly detector: Detector,
    private readonly measurements: MeasurementRepository,
    private readonly alerts: AlertRepository,
    private readonly publisher: EventPublisher,
  ) {}

  /**
   * One evaluation of all monitors at the latest common instant. Repeating it, here or on another instance, adds nothing.
   * @throws DependencyUnavailableError when Postgres or Kafka is away; the next evaluation goes on where this one stopped.
   */
  async evaluate(now: Date): Promise<void> {
    const step = this.config.DRIFT_EVALUATION_INTERVAL_MS;
    const end = new Date(Math.floor(now.getTime() / step) * step);
    const open = await this.alerts.open();
    const lengths = new Set(this.monitors.map(({ windowMs }) => windowMs));
    for (const length of lengths) await this.judge({ start: new Date(end.getTime() - length), end }, open);
    await this.resolveAbandoned({ start: end, end }, open);
    await this.publish();
  }

  private async judge(window: MeasuredWindow, open: readonly OpenAlert[]): Promise<void> {
    const all = await this.measurements.measure(window);
    const length = window.end.getTime() - window.start.getTime();
    for (const monitor of this.monitors.filter(({ windowMs }) => windowMs === length)) {
      const own = open.filter((alert) => alert.monitor === monitor.name);
      for (const measurement of all.filter((candidate) => isWatched(monitor, candidate))) {
        await this.follow(monitor, { measurement, window }, own);
      }
      await this.resolveSilent(own, { all, window });
    }
  }

  private async follow(monitor: Monitor, evidence: AlertEvidence, open: readonly OpenAlert[]): Promise<void> {
    const alert = open.find((candidate) => isSameVersion(candidate, evidence.measurement));
    const finding = this.detector.judge(evidence.measurement, { monitor, isOpen: alert !== undefined });
    if (finding === 'raise') await this.alerts.raise(monitor, evidence);
    if (finding === 'resolve' && alert) await this.alerts.resolve(alert.alertId, evidence);
  }

  // A version that gives no answers any more while others do was rolled back: its alert is over. When nothing is
  // answered at all, nothing is known.
  private async resolveSilent(
    open: readonly OpenAlert[],
    { all, window }: { all: readonly Measurement[]; window: MeasuredWindow },
  ): Promise<void> {
    if (all.length === 0) return;
    const silent = open.filter((alert) => !all.some((measurement) => isSameVersion(alert, measurement)));
    for (const alert of silent) await this.alerts.resolve(alert.alertId, unmeasured(alert, window));
  }

  // Nobody watches for the end of an alert whose monitor was taken out of the file, or its prompt out of the monitor.
  private async resolveAbandoned(window: MeasuredWindow, open: readonly OpenAlert[]): Promise<void> {
    const isFollowed = ({ monitor: name, promptName }: OpenAlert) =>
      this.monitors.some((monitor) => monitor.name === name && fits(monitor, promptName));
    const abandoned = open.filter((alert) => !isFollowed(alert));
    for (const alert of abandoned) await this.alerts.resolve(alert.alertId, unmeasured(alert, window));
  }

  private async publish(): Promise<void> {
    for (const change of await this.alerts.unpublished()) {
      await this.publisher.publish(alertEvent(change));
      await this.alerts.markPublished(change);
    }
  }
}

function isWatched(monitor: Monitor, { metric, promptName }: Measurement): boolean {
  return monitor.metric === metric && fits(monitor, promptName);
}

function fits({ prompt, except }: Monitor, promptName: string): boolean {
  return prompt === '*' ? !except.includes(promptName) : prompt === promptName;
}

function unmeasured(alert: OpenAlert, window: MeasuredWindow): AlertEvidence {
  return { measurement: { ...alert, samples: 0 }, window };
}

function isSameVersion(
  a: Pick<OpenAlert, 'promptName' | 'promptVersion'>,
  b: Pick<OpenAlert, 'promptName' | 'promptVersion'>,
): boolean {
  return a.promptName === b.promptName && a.promptVersion === b.promptVersion;
}
