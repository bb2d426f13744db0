import { rowsFor, unseenRows } from '../power/sample-size';
import { rowsForEveryLook } from '../sequence/rows-for-every-look';
import type { ClusteredMean } from './clustered-mean';
import type { Settings } from './pairs';
import type { Range } from './unseen';

/** The power behind every number of rows that a comparison asks for. */
const POWER = 0.8;

/**
 * About how many rows it takes for a verdict if the true difference is the one found: enough for "not worse" or for
 * "worse", whichever takes fewer. They are also enough for equal variants to pass although losses may not have been seen yet.
 * Null when no number of rows leads to a verdict, or when the rows at hand don't tell.
 * @param largestCluster rows of the largest cluster, for a look after every row; left out for a single look
 */
export function rowsNeeded(
  { mean, standardError, clusters }: Pick<ClusteredMean, 'mean' | 'standardError' | 'clusters'>,
  rows: number,
  { width, isKnown }: Pick<Range, 'width' | 'isKnown'>,
  { alpha, margin }: Pick<Settings, 'alpha' | 'margin'>,
  largestCluster?: number,
): number | null {
  const effect = Math.max(mean + margin, -mean);
  const clusterSize = rows / clusters;
  const sd = standardError * Math.sqrt(clusters);
  if (!(effect > 0) || Number.isNaN(sd)) return null;
  const seen = rowsFor(effect, { sd, clusterSize, icc: 1 }, { alpha, power: POWER });
  const needed = isKnown && margin > 0 ? Math.max(seen, unseenRows(margin / width, alpha, clusterSize)) : seen;
  const asked =
    largestCluster === undefined ? needed : rowsForEveryLook(needed, { effect: effect / width, alpha, largestCluster });
  return Number.isFinite(asked) && asked > rows ? asked : null;
}
