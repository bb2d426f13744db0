import { type ClusterTotals, clusterTotals } from './cluster-totals';
import { clusteredMean } from './clustered-mean';
import { fixedInterval, type FoundInterval, type Range } from './fixed-interval';
import { mcnemarMidP } from './mcnemar';
import { areWithin, type Comparison, differencesOf, type Pairs, type Settings } from './pairs';
import { rowsNeeded } from './rows-needed';
import { type PairedCounts, tangoInterval } from './tango';
import { verdictOf } from './verdict';

/** Compares a candidate with a baseline on the same rows, whose number was fixed before their scores were seen. */
export function compare(pairs: Pairs, settings: Settings): Comparison {
  const differences = differencesOf(pairs);
  const totals = clusterTotals(differences, pairs.clusters);
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
function rangeOf(pairs: Pairs, { bounds }: Settings): Range {
  if (areWithin(bounds, pairs)) return { width: bounds.greatest - bounds.least, isKnown: true };
  const scores = Float64Array.from([0, ...pairs.baseline, ...pairs.candidate]).sort();
  return { width: (scores.at(-1) as number) - (scores[0] as number), isKnown: false };
}

function isPlainBinary({ baseline, candidate }: Pairs, { sums }: ClusterTotals): boolean {
  const isBinary = (scores: readonly number[]) => scores.every((score) => score === 0 || score === 1);
  return sums.length === baseline.length && isBinary(baseline) && isBinary(candidate);
}

function countsOf(differences: Float64Array): PairedCounts {
  const [won, lost] = [1, -1].map((sign) => differences.filter((one) => one === sign).length) as [number, number];
  return { pairs: differences.length, won, lost };
}

function ofCounts(counts: PairedCounts, { alpha }: Settings): FoundInterval {
  return { interval: tangoInterval(counts, alpha), method: "Tango's score interval" };
}
