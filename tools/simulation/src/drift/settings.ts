import { paceOf } from '@gauntlet/statistics/watch';

/** What a file of monitors may cost: once a year for all ten. */
export const BUDGET = 1;
export const MONITORS = 10;
/** What each of them may cost. */
export const SHARE = 1 / MONITORS;
/** The level that must be kept, and the mean of stable answers: the hardest case that is still stable. */
export const LEVEL = 0.85;
export const PACE = paceOf({ stepMs: 3_600_000, falseAlarmsPerYear: BUDGET });
export const YEAR = Math.round(PACE.year);
/** Before a drop: what rivals take for their reference, and what a week is compared with. */
export const WARM_UP = 28 * PACE.day;
export const DROPS = [0.02, 0.05, 0.1] as const;

export interface Size {
  /** Stable years of the first kind of answers. */
  readonly years: number;
  /** Stable years of each other kind. */
  readonly otherYears: number;
  readonly rivalYears: number;
  /** Streams with a drop, of each size. */
  readonly drops: number;
  /** Replays with a cause, of each size of the drop. */
  readonly causes: number;
}

export const FULL: Size = { years: 1_000, otherYears: 40, rivalYears: 5, drops: 100, causes: 25 };
export const QUICK: Size = { years: 4, otherYears: 1, rivalYears: 1, drops: 3, causes: 1 };
