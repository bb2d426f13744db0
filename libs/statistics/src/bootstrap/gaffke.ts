import type { ClusterTotals } from '../paired/cluster-totals';
import type { SeededRandom } from '../seeded-random';
import { quantileOfSorted } from './resamples';

/**
 * A lower bound, at the level `level`, of the mean of clusters none of whose rows can be below `least`: Gaffke's bound
 * (2005). It is the quantile of a Bayesian bootstrap with one more cluster of the usual size, all of whose rows have the
 * least value: what has not been seen yet. Where rows have weights, its rows have the largest. For clusters of zeros and
 * ones it is the exact bound of Clopper and Pearson. That it holds for other bounded values was found by Learned-Miller and
 * Thomas (2019), and is not proven.
 */
export function gaffkeBound(
  { sums, sizes, weighting }: ClusterTotals,
  least: number,
  level: number,
  random: SeededRandom,
): number {
  const clusters = sums.length;
  const usual = (sizes.reduce((sum, size) => sum + size, 0) / clusters) * (weighting?.heaviest ?? 1);
  const means = new Float64Array(RESAMPLES);
  for (let index = 0; index < RESAMPLES; index += 1) {
    let weight = exponential(random) * usual;
    let sum = weight * least;
    for (let cluster = 0; cluster < clusters; cluster += 1) {
      const drawn = exponential(random);
      sum += drawn * (sums[cluster] as number);
      weight += drawn * (sizes[cluster] as number);
    }
    means[index] = sum / weight;
  }
  return quantileOfSorted(means.sort(), level);
}

const RESAMPLES = 1_000;

function exponential(random: SeededRandom): number {
  return -Math.log(1 - random.next());
}
