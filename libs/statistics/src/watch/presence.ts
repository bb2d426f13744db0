import type { Pace } from './detector';

/** Fewer values in a week tell little; once there were enough, half of them keep it so. */
const ENOUGH = 30;

/** How many values a stream has had lately, and whether they go on coming. */
export class Presence {
  private last = Number.NaN;
  private longestGap = 0;
  private recent: { readonly step: number; readonly count: number }[] = [];
  private count = 0;
  private wasEnough = false;

  constructor(private readonly pace: Pace) {}

  saw(step: number): void {
    if (step > this.last) this.longestGap = Math.max(this.longestGap, step - this.last);
    this.last = step;
  }

  /** Counts the values of a step that could tell something. */
  compared(step: number, count: number): void {
    this.recent.push({ step, count });
    this.count += count;
    while ((this.recent[0]?.step ?? step) <= step - this.pace.week) this.count -= this.recent.shift()?.count ?? 0;
  }

  get isEnough(): boolean {
    this.wasEnough = this.count >= (this.wasEnough ? ENOUGH / 2 : ENOUGH);
    return this.wasEnough;
  }

  /** True when no value came for more than a day, and for more than twice the longest pause so far. */
  isGone(step: number): boolean {
    return step - this.last > Math.max(this.pace.day, 2 * this.longestGap);
  }
}
