import type { Interval } from '../interval';
import { canonicalTotals, reordered } from '../paired/canonical-order';
import { type ClusterTotals, clusterTotals } from '../paired/cluster-totals';
import { clusteredMean } from '../paired/clustered-mean';
import { areWithin, type Comparison, differencesOf, type Pairs, type Settings } from '../paired/pairs';
import { rowsNeeded } from '../paired/rows-needed';
import { seedOf } from '../paired/seed';
import { verdictOf } from '../paired/verdict';
import { SeededRandom } from '../seeded-random';
import type { Planned } from './bets';
import { type ConfidenceSequence, confidenceSequence } from './confidence-sequence';

/** A comparison that ended as soon as it could. */
export interface SequentialComparison extends Comparison {
  /** How many rows were looked at; the difference is that of these. */
  readonly stoppedAt: number;
}

/** The sequence behind a comparison: clusters in the order in which they are looked at, and bounds in units of the score. */
interface SequenceOfPairs extends ConfidenceSequence {
  readonly totals: ClusterTotals;
}

/**
 * Compares like `compare`, but looks after every row (cluster), and stops as soon as there is a verdict; looking often costs no
 * error rate. The rows are looked at in an order of chance that depends on their scores alone, not on how they come.
 * @param planned for rows that are looked at while further ones are to come: they count in the order of their clusters, which
 * must be one of chance. Calls with ever more of the rows are looks of one sequence
 * @throws RangeError when a score lies outside the bounds, and for weights, which only a single look takes
 */
export function compareSequentially(pairs: Pairs, settings: Settings, planned?: Planned): SequentialComparison {
  const { margin, alpha, bounds } = settings;
  const { totals, untilAbove, untilBelow, after } = sequenceOf(pairs, settings, planned);
  const clusters = totals.sums.length;
  const looks = Math.min(untilAbove(-margin), untilBelow(0), clusters);
  const interval = after(looks);
  const verdict = verdictOf(interval, margin);
  const seen = { sums: totals.sums.subarray(0, looks), sizes: totals.sizes.subarray(0, looks) };
  const mean = clusteredMean(seen);
  const rows = sum(totals.sizes);
  const range = { width: bounds.greatest - bounds.least, isKnown: true };
  const isOpen = verdict === 'not enough data';
  return {
    ...{ verdict, difference: mean.mean, interval, method: 'confidence sequence by betting' },
    ...{ rows, clusters, mcnemar: null },
    rowsNeeded: isOpen ? rowsNeeded(mean, rows, range, { margin, alpha }, largestOf(totals)) : null,
    stoppedAt: sum(seen.sizes),
  };
}

/**
 * All looks that {@link compareSequentially} could take at these pairs.
 * @throws RangeError when a score lies outside the bounds, and for weights, which only a single look takes
 */
export function sequenceOf(
  pairs: Pairs,
  { alpha, bounds }: Omit<Settings, 'margin'>,
  planned?: Planned,
): SequenceOfPairs {
  if (!areWithin(bounds, pairs.baseline, pairs.candidate)) throw new RangeError('a score lies outside the bounds');
  if (pairs.weights) throw new RangeError('weights are for a single look; leave them out to look after every row');
  const width = bounds.greatest - bounds.least;
  const differences = differencesOf(pairs);
  const totals = planned
    ? clusterTotals(differences, pairs.clusters)
    : shuffled(canonicalTotals(differences, pairs.clusters));
  const unit = confidenceSequence({ sums: totals.sums.map((sum) => sum / width), sizes: totals.sizes, planned }, alpha);
  return {
    totals,
    untilAbove: (mean) => unit.untilAbove(mean / width),
    untilBelow: (mean) => unit.untilBelow(mean / width),
    after: (clusters) => scaled(unit.after(clusters), width),
  };
}

/**
 * Files are often sorted, by topic or by difficulty, so that their first rows do not stand for all. A seed that comes from the scores
 * themselves makes an order that is unlike that of other files, and the same however the file is sorted.
 */
function shuffled(totals: ClusterTotals): ClusterTotals {
  return reordered(totals, new SeededRandom(seedOf(totals)).shuffle([...totals.sums.keys()]));
}

function scaled({ low, high }: Interval, width: number): Interval {
  return { low: low * width, high: high * width };
}

function largestOf({ sizes }: ClusterTotals): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function sum(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
