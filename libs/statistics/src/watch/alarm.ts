import { changePointOf, type StepTotal } from '../e-detectors/change-point';
import { EDetector } from '../e-detectors/e-detector';
import { blameFor } from './blame/blame';
import type { Values } from './detector';
import type { StreamParts } from './mean-stream';
import { told } from './scale';
import type { Details } from './status';

/** An alarm ends by mistake once in so many steps, on average. */
const RECOVERY_STEPS = 2_000;
/** Twice the logarithm of a likelihood ratio, below which the likeliest of some hundred steps says little about when a mean fell. */
const TELLING_GAIN = 16;

/** What is known of a fall. */
export interface Alarm {
  /** The first step after the fall. */
  readonly since: number;
  readonly details: Details;
  readonly recovery: Recovery;
}

/** Says when a mean has come back above a value, which lies between that of the fall and what would be good. */
class Recovery {
  private readonly detector: EDetector;

  constructor(private readonly halfway: number) {
    this.detector = new EDetector(halfway);
  }

  isOver({ step, means, relative }: Values): boolean {
    const gains = means.map((mean, index) => (relative[index] as number) * (mean - this.halfway));
    return this.detector.look(step, gains, 1) >= RECOVERY_STEPS;
  }
}

/** Finds out since when a mean has been lower, and why. */
export function raiseAlarm({ detector, group, version, pace, scale, anchors }: StreamParts, step: number): Alarm {
  const start = Number.isFinite(detector.start) ? detector.start : step;
  const reach = pace.week + 3 * pace.day;
  const all = group.seriesOf(version, start - reach - pace.week);
  const totals = all.map(({ total }) => total);
  const compared = (detector.comparesWeeks && lessWeekBefore(totals, pace.week)) || totals;
  const found = changePointOf(compared.filter((total) => total.step >= start - reach));
  const likeliest = found && found.gain >= TELLING_GAIN ? found : null;
  const since = likeliest?.step ?? start;
  const {
    blame,
    where,
    step: fellAt,
  } = blameFor({ series: all, since, found: likeliest, pace, group, anchors: anchors() });
  const [before, after] = [totals.filter((one) => one.step < fellAt), totals.filter((one) => one.step >= fellAt)];
  // A fall of a few steps looks larger than it is, and a mean that is hardly below a level would soon seem to be back.
  const fallen = meanOf(totals.filter((one) => one.step >= Math.min(fellAt, step - pace.day))) ?? 0;
  const goal = Math.max(detector.goal(meanOf(before)), fallen);
  const details = { ...told(after, scale), since: fellAt * pace.stepMs, blame, where };
  return { since: fellAt, details, recovery: new Recovery(Math.max((fallen + goal) / 2, 0.01)) };
}

function meanOf(totals: readonly StepTotal[]): number | null {
  const weight = totals.reduce((sum, one) => sum + one.weight, 0);
  return weight > 0 ? totals.reduce((sum, one) => sum + one.sum, 0) / weight : null;
}

/** Each step less the mean of the same hour a week before; null where too few have one. */
function lessWeekBefore(totals: readonly StepTotal[], week: number): StepTotal[] | null {
  const means = new Map(totals.map(({ step, sum, weight }) => [step, sum / weight]));
  const compared = totals.flatMap((total) => {
    const base = means.get(total.step - week);
    if (base === undefined) return [];
    const { sum, weight, squares } = total;
    return [{ ...total, sum: sum - base * weight, squares: squares - 2 * base * sum + base ** 2 * weight }];
  });
  return compared.length * 3 < totals.length ? null : compared;
}
