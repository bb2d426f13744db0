import type { Interval } from '../interval';

/**
 * Between which values a quantile lies, such as the 95th percentile of latencies: two of the values, by the ranks that the
 * binomial distribution allows (David and Nagaraja 2003, 7.1). It holds for any distribution of independent rows, in at
 * least 1 - alpha of the samples. An end that so few values do not bound is infinite: for the 95th percentile at 95 %
 * the upper one below 72 values.
 * @param share above 0 and below 1, as 0.95 for p95
 * @param alpha how often the interval may miss, half of it on each side
 */
export function quantileInterval(values: readonly number[], share: number, alpha: number): Interval {
  const sorted = Float64Array.from(values).sort();
  const { low, high } = ranksOf(sorted.length, share, alpha);
  return { low: sorted[low - 1] ?? Number.NEGATIVE_INFINITY, high: sorted[high - 1] ?? Number.POSITIVE_INFINITY };
}

/** Ranks from 1 on; 0, or one more than there are values, where no value will do. */
function ranksOf(values: number, share: number, alpha: number): Interval {
  let low = 0;
  let atMost = 0;
  // As a logarithm, because with many values the first terms are smaller than a number can be.
  let term = values * Math.log1p(-share);
  for (let below = 0; below < values; below += 1) {
    atMost += Math.exp(term);
    if (atMost <= alpha / 2) low = below + 1;
    if (1 - atMost <= alpha / 2) return { low, high: below + 1 };
    term += Math.log(((values - below) * share) / ((below + 1) * (1 - share)));
  }
  return { low, high: values + 1 };
}
