import { studentQuantile } from '../distributions/student';
import type { Interval } from '../interval';

/** A judge's scores, and a person's of some of the same rows. */
export interface JudgedRows {
  readonly judge: readonly number[];
  /** By position; null where no person has given a score. */
  readonly human: readonly (number | null)[];
}

/** What persons would score in the mean, and between which values that lies. */
export interface CorrectedMean {
  readonly mean: number;
  readonly interval: Interval;
}

/**
 * The mean that persons would have given, from a judge's scores of many rows and a person's of a random few of them:
 * prediction-powered inference (Angelopoulos and others 2023, Science 382, algorithm 1). It is the judge's mean of the
 * rows without a person's score, plus the mean by which persons differ from it in the others. Their variances add up; the
 * interval has the degrees of freedom of Welch in place of the paper's normal quantile, for few rows with a person's score.
 * Rows are taken to be independent, and it takes about 50 with a person's score of yes or no: 20 are covered in 90 % in
 * place of 95 %. Without any row for the judge alone it is the mean of the persons' scores. Fewer than two rows on either side bound nothing: the ends are infinite, and without a person's score the mean is NaN.
 * @param alpha how often the interval may miss
 */
export function correctedMean({ judge, human }: JudgedRows, alpha: number): CorrectedMean {
  const labelled = [...judge.keys()].filter((row) => human[row] !== null);
  const unlabelled = judge.filter((_, row) => human[row] === null);
  if (unlabelled.length === 0) return sumOf([momentsOf(labelled.map((row) => human[row] as number))], alpha);
  const corrections = labelled.map((row) => (human[row] as number) - (judge[row] as number));
  return sumOf([momentsOf(unlabelled), momentsOf(corrections)], alpha);
}

interface Moments {
  readonly mean: number;
  /** Of the mean. */
  readonly variance: number;
  readonly degrees: number;
}

function momentsOf(values: readonly number[]): Moments {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const degrees = values.length - 1;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / degrees / values.length;
  return { mean, variance, degrees };
}

function sumOf(parts: readonly Moments[], alpha: number): CorrectedMean {
  const mean = parts.reduce((sum, one) => sum + one.mean, 0);
  if (parts.some(({ degrees }) => degrees < 1)) {
    return { mean, interval: { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY } };
  }
  const variance = parts.reduce((sum, one) => sum + one.variance, 0);
  const degrees = variance ** 2 / parts.reduce((sum, one) => sum + one.variance ** 2 / one.degrees, 0);
  const half = variance === 0 ? 0 : studentQuantile(1 - alpha / 2, degrees) * Math.sqrt(variance);
  return { mean, interval: { low: mean - half, high: mean + half } };
}
