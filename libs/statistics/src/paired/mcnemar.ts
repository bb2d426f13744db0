import type { PairedCounts } from './tango';

/**
 * The two-sided p-value that as many pairs are won as lost: McNemar's exact test with the mid-p correction, which keeps its
 * level in practice and wastes less than the exact one (Fagerland, Lydersen and Laake 2013). 1 without pairs that differ.
 */
export function mcnemarMidP({ won, lost }: Pick<PairedCounts, 'won' | 'lost'>): number {
  const differing = won + lost;
  let term = -differing * Math.LN2;
  let below = 0;
  for (let count = 0; count < Math.min(won, lost); count += 1) {
    below += Math.exp(term);
    term += Math.log((differing - count) / (count + 1));
  }
  return Math.min(1, 2 * below + Math.exp(term));
}
