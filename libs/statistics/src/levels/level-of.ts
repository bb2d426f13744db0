import { type Interval, wilson } from '../interval';
import { canonicalTotals } from '../paired/canonical-order';
import type { ClusterTotals } from '../paired/cluster-totals';
import { type ClusteredMean, clusteredMean } from '../paired/clustered-mean';
import { areWithin, type Bounds, rangeSeen } from '../paired/pairs';
import { seedOf } from '../paired/seed';
import { isSparse, isThin, type Range, unseenBounds, within } from '../paired/unseen';
import { usualInterval } from '../paired/usual-interval';
import { weightingOf } from '../paired/weighting';
import { SeededRandom } from '../seeded-random';

/** Scores of one variant. */
export interface Sample {
  readonly values: readonly number[];
  /** The cluster of each row, such as its conversation. Without it rows are independent. */
  readonly clusters?: readonly unknown[] | undefined;
  /** How much each row counts, above 0. Without it all count the same. */
  readonly weights?: readonly number[] | undefined;
}

/** A mean, and between which values the true one lies. */
export interface Level {
  /** NaN without rows. */
  readonly mean: number;
  readonly interval: Interval;
  readonly rows: number;
  readonly clusters: number;
}

/**
 * The mean of one sample of scores, at a number of rows fixed beforehand: what a rule such as `faithfulness >= 0.85` is
 * decided from. The interval is found as `compare` finds that of a difference: Wilson's where independent rows of
 * equal weight are 0 or 1, else the wider one of Student's t and BCa. Gaffke's bound widens both sides where few clusters lie
 * apart from the others, or where scores far from those that were seen could have been missed.
 * @param settings.alpha how often the interval may miss, half of it on each side
 * @param settings.bounds the least and the greatest score that there can be; where one lies outside, nothing guards unseen ones
 * @throws RangeError when a weight is not above 0
 */
export function levelOf(sample: Sample, settings: { readonly alpha: number; readonly bounds: Bounds }): Level {
  const { values, clusters, weights } = sample;
  if (values.length === 0) return { mean: Number.NaN, interval: everything(settings.bounds), rows: 0, clusters: 0 };
  const totals = canonicalTotals(values, clusters, weightingOf(weights));
  const mean = clusteredMean(totals);
  const isBinary =
    !totals.weighting && mean.clusters === values.length && values.every((one) => one === 0 || one === 1);
  const interval = isBinary
    ? ofCounts(values, settings.alpha)
    : ofScores(totals, mean, rangeOf(values, settings.bounds), settings.alpha);
  return { mean: mean.mean, interval, rows: values.length, clusters: mean.clusters };
}

function everything({ least, greatest }: Bounds): Interval {
  return { low: least, high: greatest };
}

function ofCounts(values: readonly number[], alpha: number): Interval {
  const { low, high } = wilson(values.filter((one) => one === 1).length, values.length, alpha);
  return { low, high };
}

function ofScores(totals: ClusterTotals, mean: ClusteredMean, range: Range, alpha: number): Interval {
  const random = new SeededRandom(seedOf(totals));
  const usual = within(range, usualInterval(totals, mean, alpha, random));
  if (!isSparse(totals, range) && !isThin(totals, range)) return usual;
  const unseen = unseenBounds(totals, range, alpha, random);
  return { low: Math.min(usual.low, unseen.low), high: Math.max(usual.high, unseen.high) };
}

function rangeOf(values: readonly number[], bounds: Bounds): Range {
  const isKnown = areWithin(bounds, values);
  const { least, greatest } = isKnown ? bounds : rangeSeen(values);
  return { least, greatest, width: greatest - least, isKnown };
}
