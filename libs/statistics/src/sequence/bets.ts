import type { ClusterTotals } from '../paired/cluster-totals';

/** What is known before the first look at clusters that are looked at as they come: no bet may depend on one yet to come. */
export interface Planned {
  /** At most so many will come. */
  readonly clusters: number;
  /** Rows of the largest of them. */
  readonly largest: number;
}

/** Clusters in the order in which they are looked at; all of them, unless more are planned. */
export interface LookedTotals extends ClusterTotals {
  readonly planned?: Planned | undefined;
}

/**
 * How many times the plain bet each bettor stakes. The plain bet is best for an effect that shows with the last clusters only;
 * larger effects show earlier with bolder bets.
 */
const BOLDNESS = [1, 2, 4, 8];
/** Never so much that a single cluster could take all. */
export const MOST_STAKED = 0.95;
/** Counts as one cluster with this variance, in squares of what the largest one can reach, before any was seen. */
const VARIANCE_BEFORE = 0.04;

/**
 * The bet on each cluster, chosen from the clusters before it alone: √(2 ln(1/level) / (variance × clusters)), the predictable
 * plug-in of Waudby-Smith and Ramdas (2024, section 4.2) for a known number of looks.
 */
export function plainBets(totals: LookedTotals, level: number): Float64Array {
  const { sums, sizes } = totals;
  const { clusters, largest } = plannedOf(totals);
  let [sum, rows, sumSquares, products, sizeSquares] = [0, 0, 0, 0, 0];
  return sums.map((clusterSum, index) => {
    const mean = sum / (rows + 1);
    const squares = sumSquares - 2 * mean * products + mean ** 2 * sizeSquares;
    const variance = (VARIANCE_BEFORE * largest ** 2 + squares) / (index + 1);
    const size = sizes[index] as number;
    sum += clusterSum;
    rows += size;
    sumSquares += clusterSum ** 2;
    products += clusterSum * size;
    sizeSquares += size ** 2;
    return Math.sqrt((-2 * Math.log(level)) / (variance * clusters));
  });
}

/**
 * How many clusters it takes to show that the mean is above `mean`, or Infinity if they don't. A bettor gains on each cluster
 * what its sum is above `mean` times its size, times the bet. Unless the true mean is above, the wealth of 1 is not
 * expected to grow, so it ever reaches 1 / level with a probability of `level` at most (Ville's inequality). The wealth is
 * the mean of bettors of different boldness.
 * @param totals differences within [-1, 1]
 */
export function clustersToShow(mean: number, totals: LookedTotals, bets: Float64Array, level: number): number {
  const { sums, sizes } = totals;
  // No difference can be below -1, so the first cluster shows it.
  if (mean < -1) return 1;
  // What the largest cluster loses when all of its rows have the difference -1.
  const most = MOST_STAKED / ((1 + mean) * plannedOf(totals).largest);
  const wealth = BOLDNESS.map(() => 1 / BOLDNESS.length);
  for (let index = 0; index < sums.length; index += 1) {
    const gain = (sums[index] as number) - mean * (sizes[index] as number);
    const bet = bets[index] as number;
    let all = 0;
    for (let one = 0; one < BOLDNESS.length; one += 1) {
      wealth[one] = (wealth[one] as number) * (1 + Math.min(bet * (BOLDNESS[one] as number), most) * gain);
      all += wealth[one] as number;
    }
    if (all * level >= 1) return index + 1;
  }
  return Number.POSITIVE_INFINITY;
}

function plannedOf({ sums, sizes, planned }: LookedTotals): Planned {
  return planned ?? { clusters: sums.length, largest: sizes.reduce((most, size) => Math.max(most, size), 0) };
}
