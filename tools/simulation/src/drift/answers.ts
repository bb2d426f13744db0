import type { SeededRandom } from '@gauntlet/statistics';
import { LEVEL, PACE } from './settings';

/** A kind of answers, whose mean is exactly what is asked for. */
export interface Answers {
  /** Stays the same, since all chance is derived from it. */
  readonly name: string;
  readonly title: string;
  readonly perDay: number;
  /** True where alarms of the first four weeks are not counted, as nobody knows a season before it was seen. */
  readonly isSettled?: boolean;
  /** Standard deviation of one score. */
  readonly sd: number;
  /** Scores of one step. @param lost how far the mean lies below the level */
  readonly draw: (random: SeededRandom, step: number, lost: number) => Float64Array;
}

function yesOrNo(random: SeededRandom, mean: number): number {
  return random.next() < mean ? 1 : 0;
}

/** Four of five are good, and one is not; what is lost are good ones. */
function grade(random: SeededRandom, mean: number): number {
  const good = 0.8 - (LEVEL - mean) / 0.375;
  return random.next() < good ? 0.85 + 0.15 * random.next() : 0.3 + 0.5 * random.next();
}

/** The number of answers of an hour: between half and one and a half times the usual one. */
function countOf(random: SeededRandom, perHour: number): number {
  return Math.floor(perHour * (0.5 + random.next()) + random.next());
}

function scores(random: SeededRandom, perDay: number, score: () => number): Float64Array {
  const drawn = new Float64Array(countOf(random, perDay / PACE.day));
  for (let index = 0; index < drawn.length; index += 1) drawn[index] = score();
  return drawn;
}

export const YES_OR_NO: Answers = {
  ...{ name: 'binary', title: 'yes or no', perDay: 500, sd: Math.sqrt(LEVEL * (1 - LEVEL)) },
  draw: (random, _, lost) => scores(random, 500, () => yesOrNo(random, LEVEL - lost)),
};

export const GRADES: Answers = {
  ...{ name: 'graded', title: 'grades', perDay: 500, sd: 0.168 },
  draw: (random, _, lost) => scores(random, 500, () => grade(random, LEVEL - lost)),
};

/** Saturday and Sunday are worse by 7 points than other days, and nights by 3 than days; the mean is that of all. */
const SEASON: Answers = {
  ...{
    name: 'season',
    title: 'grades, worse at night and at the weekend, after four weeks',
    perDay: 500,
    sd: 0.17,
    isSettled: true,
  },
  draw: (random, step, lost) => {
    const day = Math.floor(step / 24) % 7;
    const shift = (day >= 5 ? -0.05 : 0.02) + (step % 24 < 6 ? -0.0225 : 0.0075);
    return scores(random, 500, () => grade(random, LEVEL + shift - lost));
  },
};

export const SMALL: Answers = {
  ...{ name: 'small', title: 'yes or no, 12 a day', perDay: 12, sd: YES_OR_NO.sd },
  draw: (random, _, lost) => scores(random, 12, () => yesOrNo(random, LEVEL - lost)),
};

/** Conversations of up to twelve answers with a mean of their own; each is one value, as `cluster` makes it. */
const BURSTS: Answers = {
  ...{ name: 'bursts', title: 'grades, in bursts of one conversation', perDay: 500, sd: 0.2 },
  draw: (random, _, lost) => {
    const few = countOf(random, 500 / PACE.day / 3);
    return Float64Array.from({ length: few }, () => {
      const bad = random.next() < 0.2 ? -0.24 : 0.06;
      const turns = 1 + random.below(12);
      let sum = 0;
      for (let turn = 0; turn < turns; turn += 1) sum += LEVEL + bad - lost + 0.1 * (random.next() - 0.5) * 1.6;
      return sum / turns;
    });
  },
};

/** All answers of an hour share an error of up to 3 points, which no cluster tells of. */
const NOISE: Answers = {
  ...{ name: 'noise', title: 'grades, with an error that the answers of an hour share', perDay: 500, sd: 0.17 },
  draw: (random, _, lost) => {
    const shared = 0.06 * (random.next() - 0.5);
    return scores(random, 500, () => grade(random, LEVEL + shared - lost));
  },
};

export const KINDS: readonly Answers[] = [YES_OR_NO, GRADES, SEASON, SMALL, BURSTS, NOISE];
