import type { StepTotal } from '../e-detectors/change-point';
import { type Alarm, raiseAlarm } from './alarm';
import type { AnchorRow } from './blame/anchors';
import type { Detector, Pace, Values } from './detector';
import type { Group } from './group';
import { type ClosedStep, OpenStep } from './open-step';
import { Presence } from './presence';
import { type Scale, told } from './scale';
import { type Details, NO_DETAILS, type Status } from './status';

/** Evidence from which a stream is in doubt, and below which it no longer is; 1 is an alarm. */
const WARNING = { from: 0.1, until: 0.001 };

/** What a stream is made of. */
export interface StreamParts {
  readonly version: string;
  readonly scale: Scale;
  readonly pace: Pace;
  readonly group: Group;
  readonly status: Status;
  readonly detector: Detector;
  readonly anchors: () => readonly AnchorRow[];
}

/** One version's values of a metric, watched by a rule about their mean. */
export class MeanStream {
  private readonly open = new Map<number, OpenStep>();
  private readonly presence: Presence;
  private totals: StepTotal[] = [];
  private alarm: Alarm | null = null;
  private sumOfWeights = 0;
  private values = 0;

  constructor(private readonly parts: StreamParts) {
    this.presence = new Presence(parts.pace);
  }

  openStep(step: number): OpenStep {
    let open = this.open.get(step);
    if (!open) this.open.set(step, (open = new OpenStep()));
    return open;
  }

  /** Ends a step; null when nothing was in it. */
  close(step: number): ClosedStep | null {
    const closed = this.open.get(step)?.close(step) ?? null;
    this.open.delete(step);
    if (closed) this.parts.group.push(this.parts.version, closed);
    return closed;
  }

  /** @param share of all false alarms that are allowed */
  look(closed: ClosedStep, share: number): void {
    const { step } = closed.total;
    this.totals.push(closed.total);
    if ((this.totals[0] as StepTotal).step < step - 2 * this.parts.pace.week) {
      this.totals = this.totals.filter((total) => total.step > step - this.parts.pace.week);
    }
    const values = this.valuesOf(closed);
    this.presence.saw(step);
    if (this.alarm) return this.lookForEnd(values, this.alarm);
    const evidence = this.parts.detector.look(values, share);
    this.presence.compared(step, this.parts.detector.compared);
    if (evidence >= 1) return this.fire(step);
    this.becomeQuiet(step, evidence);
  }

  /** Tells when there were no values for too long. */
  missed(step: number): void {
    const { status, group, version, pace } = this.parts;
    if (!this.presence.isGone(step) || status.state === null) return;
    const at = (step + 1) * pace.stepMs;
    if (!group.isReplaced(version, step, pace.day)) return status.become('no data', at, () => NO_DETAILS);
    const alarm = this.alarm;
    if (!alarm) return;
    this.alarm = null;
    status.become('resolved', at, () => alarm.details);
  }

  private valuesOf({ total, means, weights }: ClosedStep): Values {
    // From the steps before alone, so that a step can't weigh itself.
    const usual = this.values > 0 ? this.sumOfWeights / this.values : total.weight / total.count;
    this.sumOfWeights += total.weight;
    this.values += total.count;
    return { step: total.step, means, relative: weights.map((weight) => weight / usual) };
  }

  private becomeQuiet(step: number, evidence: number): void {
    const { status, pace } = this.parts;
    const at = (step + 1) * pace.stepMs;
    const isInDoubt = evidence >= WARNING.from || (status.state === 'warning' && evidence >= WARNING.until);
    if (isInDoubt) return status.become('warning', at, () => this.lately(step));
    if (!this.presence.isEnough) return status.become('insufficient', at, () => this.lately(step));
    if (status.state !== 'resolved') status.become('ok', at, () => this.lately(step));
  }

  private fire(step: number): void {
    const { detector, status, pace } = this.parts;
    const alarm = raiseAlarm(this.parts, step);
    this.alarm = alarm;
    detector.reset(alarm.since);
    status.become('firing', (step + 1) * pace.stepMs, () => alarm.details);
  }

  private lookForEnd(values: Values, alarm: Alarm): void {
    const { detector, status, pace } = this.parts;
    const { step } = values;
    status.become('firing', (step + 1) * pace.stepMs, () => alarm.details);
    // What is a week before goes on being collected.
    detector.keep(values);
    this.presence.compared(step, values.means.length);
    const isPast = detector.isPast(alarm.since, step);
    if (!alarm.recovery.isOver(values) && !isPast) return;
    this.alarm = null;
    // Whatever came after the fall is as good to compare with once the fall is past, but not once the mean came back.
    detector.reset(isPast ? alarm.since : step + 1);
    status.become('resolved', (step + 1) * pace.stepMs, () => ({ ...alarm.details, ...this.latest(step) }));
  }

  private lately(step: number): Details {
    return { ...NO_DETAILS, ...this.latest(step, this.parts.pace.week) };
  }

  /** The mean of the last steps. */
  private latest(step: number, during = this.parts.pace.day): Pick<Details, 'value' | 'interval'> {
    return told(
      this.totals.filter((total) => total.step > step - during),
      this.parts.scale,
    );
  }
}
