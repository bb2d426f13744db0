import type { ClusterTotals } from '../paired/cluster-totals';
import type { SeededRandom } from '../seeded-random';

/** The means of `count` resamples, sorted: each draws whole clusters with replacement, as many as there are. */
export function resampledMeans({ sums, sizes }: ClusterTotals, count: number, random: SeededRandom): Float64Array {
  const clusters = sums.length;
  const means = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    let sum = 0;
    let rows = 0;
    for (let draw = 0; draw < clusters; draw += 1) {
      const drawn = random.below(clusters);
      sum += sums[drawn] as number;
      rows += sizes[drawn] as number;
    }
    means[index] = sum / rows;
  }
  return means.sort();
}

/** The value below which a share of sorted values lies, with the ranks of Hyndman and Fan 1996, type 6. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const rank = Math.min(Math.max(share * (sorted.length + 1), 1), sorted.length);
  const below = sorted[Math.floor(rank) - 1] as number;
  const above = sorted[Math.ceil(rank) - 1] as number;
  return below + (rank % 1) * (above - below);
}
