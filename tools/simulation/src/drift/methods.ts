import { ChangeDetector, type Detector, LevelDetector } from '@gauntlet/statistics/watch';
import { ksP, psi } from './rivals';
import { LEVEL, PACE, SHARE, WARM_UP } from './settings';

/** Looks at the scores of one step; true is an alarm, after which it begins anew. */
export type Look = (step: number, scores: Float64Array) => boolean;

/** A way to watch a stream. */
export interface Method {
  readonly name: string;
  readonly title: string;
  readonly make: (sd: number) => Look;
}

/** Weights of answers that all stand for the same. */
const EQUAL = new Float64Array(1_000).fill(1);

function ofDetector(make: () => Detector): () => Look {
  return () => {
    const detector = make();
    return (step, means) => {
      if (means.length === 0) return false;
      if (detector.look({ step, means, relative: EQUAL.subarray(0, means.length) }, SHARE) < 1) return false;
      detector.reset(step + 1);
      return true;
    };
  };
}

export const LEVEL_RULE: Method = {
  ...{ name: 'level', title: `level: must stay above ${LEVEL}` },
  make: ofDetector(() => new LevelDetector(LEVEL, PACE)),
};

export function changeRule(margin: number): Method {
  return {
    ...{ name: `change ${margin}`, title: `change: not down more than ${margin * 100} points week over week` },
    make: ofDetector(() => new ChangeDetector(margin, PACE, () => undefined)),
  };
}

/** Looks once a day at the scores of the day, beside those of the four weeks at the beginning. */
function daily(isAlarm: (today: readonly number[], reference: readonly number[]) => boolean): () => Look {
  return () => {
    const reference: number[] = [];
    let today: number[] = [];
    return (step, scores) => {
      const into = step < WARM_UP ? reference : today;
      into.push(...scores);
      if ((step + 1) % PACE.day !== 0 || step < WARM_UP) return false;
      const day = today;
      today = [];
      return day.length > 0 && isAlarm(day, reference);
    };
  };
}

const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Page's CUSUM of hourly means in standard errors, with the usual k = 0.5 and h = 5. */
function cusum(sd: number): Look {
  let sum = 0;
  return (_, scores) => {
    if (scores.length === 0) return false;
    sum = Math.max(0, sum + (LEVEL - meanOf(scores)) / (sd / Math.sqrt(scores.length)) - 0.5);
    if (sum < 5) return false;
    sum = 0;
    return true;
  };
}

/** What is in use elsewhere. */
export const RIVALS: readonly Method[] = [
  {
    name: 'psi',
    title: 'population stability index above 0.2, daily',
    make: daily((day, before) => psi(day, before) > 0.2),
  },
  {
    name: 'ks',
    title: 'Kolmogorov-Smirnov test with p < 0.05, daily',
    make: daily((day, before) => ksP(day, before) < 0.05),
  },
  {
    name: 'threshold',
    title: `fixed threshold: mean of a day below ${LEVEL - 0.02}`,
    make: daily((day) => meanOf(day) < LEVEL - 0.02),
  },
  { name: 'cusum', title: 'textbook CUSUM of hourly means, k = 0.5, h = 5', make: cusum },
];
