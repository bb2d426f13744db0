import { bcaInterval } from '../bootstrap/bca';
import { gaffkeBound } from '../bootstrap/gaffke';
import { resampledMeans } from '../bootstrap/resamples';
import type { Interval } from '../interval';
import { SeededRandom } from '../seeded-random';
import { type ClusterTotals, mirrored } from './cluster-totals';
import { clusteredInterval, type ClusteredMean } from './clustered-mean';
import type { Settings } from './pairs';

/** Draws of clusters for one interval, and how many resamples they make at least and at most. */
const DRAWS = 600_000;
const RESAMPLES = { least: 2_000, most: 8_000 };
/** From so many clusters on that lie apart from the others, the sample tells how often that happens. */
const ENOUGH_APART = 10;
/** From so many clusters on, a bounded sample has seen what is not very rare. */
const ENOUGH_CLUSTERS = 50;
/** How far from the median a cluster lies apart, as a share of the range. */
const APART = 0.1;

const USUAL = "Student's t and BCa bootstrap";

/** An interval, and how it was found. */
export interface FoundInterval {
  readonly interval: Interval;
  readonly method: string;
}

/** How far apart two scores can be. */
export interface Range {
  readonly width: number;
  /** True when no score can lie outside, false when the width is only what was seen. */
  readonly isKnown: boolean;
}

/**
 * The interval of a mean difference at a number of rows fixed beforehand. It is the wider one, on each side, of Student's t
 * and of BCa: Student's t is too narrow against skew, BCa against heavy tails on both sides. Where few clusters lie apart
 * from the others, neither knows how many more do, so a pass has to stand with a bound that counts what has not been
 * seen; where it doesn't, the interval is widened by that bound. See docs/adr/0023-a-verdict-from-an-interval.md.
 */
export function fixedInterval(
  totals: ClusterTotals,
  mean: ClusteredMean,
  range: Range,
  settings: Settings,
): FoundInterval {
  const random = new SeededRandom(seedOf(totals));
  const usual = { interval: within(range, usualInterval(totals, mean, settings.alpha, random)), method: USUAL };
  const isSparse = clustersApart(totals, 1e-9 * range.width) < ENOUGH_APART;
  const passes = ({ low }: Interval) => low > -settings.margin;
  if (!isSparse && !(passes(usual.interval) && isThin(totals, range))) return usual;
  const bound = (side: ClusterTotals) => gaffkeBound(side, -range.width, settings.alpha / 2, random);
  const low = Math.min(usual.interval.low, bound(totals));
  // Unseen gains could undo a loss just so, but only a pass must not rest on what nobody has seen.
  const high = isSparse ? Math.max(usual.interval.high, -bound(mirrored(totals))) : usual.interval.high;
  const isWider = low < usual.interval.low || high > usual.interval.high;
  if (!isWider || (!isSparse && passes({ low, high }))) return usual;
  return { interval: { low, high }, method: `${USUAL}, widened by Gaffke's bound` };
}

/** With few clusters Student's t reaches farther than any difference can. */
function within({ width, isKnown }: Range, { low, high }: Interval): Interval {
  return isKnown ? { low: Math.max(low, -width), high: Math.min(high, width) } : { low, high };
}

/** Whether scores could lie much farther apart than those that were seen. */
function isThin(totals: ClusterTotals, { width, isKnown }: Range): boolean {
  return isKnown && (totals.sums.length < ENOUGH_CLUSTERS || clustersApart(totals, APART * width) < ENOUGH_APART);
}

// What a single cluster says about others; Gaffke's bound does say something.
const UNKNOWN: Interval = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };

function usualInterval(totals: ClusterTotals, mean: ClusteredMean, alpha: number, random: SeededRandom): Interval {
  if (mean.clusters === 1) return UNKNOWN;
  const student = clusteredInterval(mean, alpha);
  if (mean.standardError === 0) return student;
  const bca = bcaInterval(totals, resampledMeans(totals, resamplesFor(mean.clusters), random), alpha);
  return { low: Math.min(student.low, bca.low), high: Math.max(student.high, bca.high) };
}

/** More where they are cheap: their chance makes the wider of two intervals wider. */
function resamplesFor(clusters: number): number {
  return Math.round(Math.min(Math.max(DRAWS / clusters, RESAMPLES.least), RESAMPLES.most));
}

/** How many clusters have a mean farther than `distance` from the median one. */
function clustersApart({ sums, sizes }: ClusterTotals, distance: number): number {
  const means = sums.map((sum, index) => sum / (sizes[index] as number)).sort();
  const median = means[Math.floor(means.length / 2)] as number;
  return means.filter((mean) => Math.abs(mean - median) > distance).length;
}

/** The same for the same data, and different for others, so that no chance is shared by many comparisons: FNV-1a. */
function seedOf({ sums }: ClusterTotals): number {
  return new Uint32Array(sums.buffer).reduce((hash, word) => Math.imul(hash ^ word, 0x01000193), 0x811c9dc5);
}
