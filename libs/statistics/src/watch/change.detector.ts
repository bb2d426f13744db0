import { BoundedRace } from '../e-detectors/bounded-race';
import type { Detector, Pace, Values } from './detector';

/** Values of a step, each already weighed. */
type Weighed = Float64Array;

/**
 * Finds that a mean fell by more than a margin from one week to the next. Each value is compared with one of the same hour a
 * week before, so that the hours of the day and the days of the week cancel out. Each day a comparison begins, which lives for
 * a week, and so never uses a value twice.
 */
export class ChangeDetector implements Detector {
  private readonly race: BoundedRace;
  private readonly past = new Map<number, Weighed>();
  private day = Number.NaN;
  private resetAt = Number.NEGATIVE_INFINITY;
  readonly comparesWeeks = true;
  compared = 0;

  /** @param before what the version before had in a step */
  constructor(
    private readonly margin: number,
    private readonly pace: Pace,
    private readonly before: (step: number) => Weighed | undefined,
  ) {
    this.race = new BoundedRace(1 + margin, pace.week);
  }

  get start(): number {
    return this.race.start;
  }

  look(values: Values, share: number): number {
    const { step, means } = values;
    this.keep(values);
    const base = this.baseOf(step);
    this.compared = base ? Math.min(base.length, means.length) : 0;
    if (!base) return 0;
    this.beginDaily(step, share);
    const now = folded(this.past.get(step) as Weighed, this.compared);
    const then = folded(base, this.compared);
    const gains = new Float64Array(this.compared);
    for (let index = 0; index < gains.length; index += 1) {
      gains[index] = (then[index] as number) - (now[index] as number) - this.margin;
    }
    return this.race.look(step, gains);
  }

  reset(step: number): void {
    this.race.reset();
    this.resetAt = step;
  }

  keep({ step, means, relative }: Values): void {
    const weighed = new Float64Array(means.length);
    for (let index = 0; index < means.length; index += 1) {
      weighed[index] = (means[index] as number) * (relative[index] as number);
    }
    this.past.set(step, weighed);
    this.forget(step);
  }

  goal(before: number | null): number {
    return before ?? 1;
  }

  isPast(since: number, step: number): boolean {
    return step >= since + 2 * this.pace.week;
  }

  /** What this version had in a step. */
  at(step: number): Weighed | undefined {
    return this.past.get(step);
  }

  /** After an alarm, only what came later is a week before. */
  private baseOf(step: number): Weighed | undefined {
    const then = step - this.pace.week;
    return then < this.resetAt ? undefined : (this.past.get(then) ?? this.before(then));
  }

  private beginDaily(step: number, share: number): void {
    const day = Math.floor(step / this.pace.day);
    if (day === this.day) return;
    this.day = day;
    this.race.begin(step, (share * this.pace.falseAlarmsPerYear * this.pace.day) / this.pace.year);
  }

  private forget(step: number): void {
    for (const [then] of this.past) {
      if (then >= step - this.pace.week - this.pace.day) break;
      this.past.delete(then);
    }
  }
}

/** So many values, each the mean of some. */
function folded(values: Weighed, count: number): Weighed {
  if (values.length === count) return values;
  const sums = new Float64Array(count);
  for (let index = 0; index < values.length; index += 1) {
    const place = index % count;
    sums[place] = (sums[place] as number) + (values[index] as number);
  }
  const [each, more] = [Math.floor(values.length / count), values.length % count];
  for (let place = 0; place < count; place += 1)
    sums[place] = (sums[place] as number) / (place < more ? each + 1 : each);
  return sums;
}
