import { canonicalTotals } from './canonical-order';
import type { ClusterTotals } from './cluster-totals';
import { clusteredMean } from './clustered-mean';
import { fixedInterval, type FoundInterval } from './fixed-interval';
import { mcnemarMidP } from './mcnemar';
import { areWithin, type Comparison, differencesOf, type Pairs, rangeSeen, type Settings } from './pairs';
import { rowsNeeded } from './rows-needed';
import { type PairedCounts, tangoInterval } from './tango';
import type { Range } from './unseen';
import { verdictOf } from './verdict';
import { weightingOf } from './weighting';

/**
 * Compares a candidate with a baseline on the same rows, whose number was fixed before their scores were seen. The order of the
 * rows makes no difference.
 * @throws RangeError when a weight is not above 0
 */
export function compare(pairs: Pairs, settings: Settings): Comparison {
  const differences = differencesOf(pairs);
  const totals = canonicalTotals(differences, pairs.clusters, weightingOf(pairs.weights));
  const mean = clusteredMean(totals);
  const range = rangeOf(pairs, settings);
  const counts = isPlainBinary(pairs, totals) ? countsOf(differences) : null;
  const { interval, method } = counts ? ofCounts(counts, settings) : fixedInterval(totals, mean, range, settings);
  const verdict = verdictOf(interval, settings.margin);
  return {
    ...{ verdict, difference: mean.mean, interval, method },
    ...{ rows: differences.length, clusters: mean.clusters },
    rowsNeeded: verdict === 'not enough data' ? rowsNeeded(mean, differences.length, range, settings) : null,
    mcnemar: counts && mcnemarMidP(counts),
  };
}

/** Where a score lies outside the bounds, scores are taken to lie between 0 and the ones farthest from it. */
function rangeOf({ baseline, candidate }: Pairs, { bounds }: Settings): Range {
  const isKnown = areWithin(bounds, baseline, candidate);
  const { least, greatest } = isKnown ? bounds : rangeSeen(baseline, candidate);
  const width = greatest - least;
  return { least: -width, greatest: width, width, isKnown };
}

function isPlainBinary({ baseline, candidate }: Pairs, { sums, weighting }: ClusterTotals): boolean {
  const isBinary = (scores: readonly number[]) => scores.every((score) => score === 0 || score === 1);
  return !weighting && sums.length === baseline.length && isBinary(baseline) && isBinary(candidate);
}

function countsOf(differences: Float64Array): PairedCounts {
  const [won, lost] = [1, -1].map((sign) => differences.filter((one) => one === sign).length) as [number, number];
  return { pairs: differences.length, won, lost };
}

function ofCounts(counts: PairedCounts, { alpha }: Settings): FoundInterval {
  return { interval: tangoInterval(counts, alpha), method: "Tango's score interval" };
}
