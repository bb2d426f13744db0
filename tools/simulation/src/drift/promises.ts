import type { Found } from './causes';
import type { Delay } from './delays';
import { BUDGET, MONITORS } from './settings';
import type { DriftResult } from './simulate';

/** The kinds of answers for which the budget is promised; the others break what it takes for granted. */
const KEPT_FOR = ['binary', 'graded', 'small', 'bursts'];
/** With fewer years, streams or alarms, as a quick simulation has, only a gross fault is told from chance. */
const MANY = 20;
const AIM_DAYS = 3;
const RIGHT = 0.9;
/** From this size on blame is promised to be right. */
const LARGE = 0.1;

/** Something that is claimed, and whether it was found so. */
export interface Promised {
  readonly claim: string;
  readonly found: string;
  readonly isKept: boolean;
}

/** What is claimed of a watch, and how a result bears it out. */
export function promisesOf(result: DriftResult): Promised[] {
  return [...budgets(result), ...aims(result), ...blames(result)];
}

function budgets({ files }: DriftResult): Promised[] {
  return files
    .filter(({ name }) => KEPT_FOR.includes(name))
    .map(({ title, years, mean, upper }) => ({
      claim: `at most ${BUDGET} false alarm a year by ${MONITORS} monitors: ${title}`,
      found: `${mean.toFixed(2)} in ${years} years, at most ${upper.toFixed(2)}`,
      // With few years the bound is wide, so there a broken promise must be shown.
      isKept: years >= MANY ? upper <= BUDGET : mean - 3 * Math.sqrt(BUDGET / years) <= BUDGET,
    }));
}

function aims({ delays }: DriftResult): Promised[] {
  const isAim = ({ method, drop, slide, baseline }: Delay) =>
    method === 'level' && drop === 0.05 && slide === 0 && baseline === 0.85;
  return delays.filter(isAim).map((delay) => ({
    claim: `a drop of 5 points from 0.85 is seen within ${AIM_DAYS} days by half (${delay.answers}, sd ${delay.sd.toFixed(2)}, 500 a day)`,
    found: `${delay.median?.toFixed(1) ?? 'more than 60'} days`,
    isKept: delay.median !== null && delay.median <= AIM_DAYS * (delay.streams < MANY ? 2 : 1),
  }));
}

function blames({ causes }: DriftResult): Promised[] {
  return causes
    .filter(({ drop }) => drop >= LARGE)
    .map((cause: Found) => ({
      claim: `the right one is blamed in ${RIGHT * 100} % of alarms: ${cause.title}, ${Math.round(cause.drop * 100)} points`,
      found: `${(cause.right.rate * 100).toFixed(0)} % of ${cause.alarms}`,
      isKept: (cause.alarms < MANY ? cause.right.high : cause.right.rate) >= RIGHT,
    }));
}
