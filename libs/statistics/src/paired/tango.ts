import { normalQuantile } from '../distributions/normal';
import type { Interval } from '../interval';

/** How paired answers of yes and no differ. */
export interface PairedCounts {
  readonly pairs: number;
  /** Pairs in which only the second says yes. */
  readonly won: number;
  /** Pairs in which only the first says yes. */
  readonly lost: number;
}

const HALVINGS = 50;

/**
 * The score interval of the difference of two paired proportions (Tango 1998, Statistics in Medicine 17). It holds for few
 * pairs, and without any that differ.
 */
export function tangoInterval(counts: PairedCounts, alpha: number): Interval {
  const z = normalQuantile(1 - alpha / 2);
  const difference = (counts.won - counts.lost) / counts.pairs;
  return {
    low: edge(difference, -1, (proposed) => score(counts, proposed) <= z),
    high: edge(difference, 1, (proposed) => score(counts, proposed) >= -z),
  };
}

/** The difference farthest from `inside` toward `outside` that is still possible. */
function edge(inside: number, outside: number, isPossible: (difference: number) => boolean): number {
  let [possible, not] = [inside, outside];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (possible + not) / 2;
    if (isPossible(middle)) possible = middle;
    else not = middle;
  }
  return possible;
}

/** How many standard errors the counts lie above a difference, with the likeliest discordance that has this difference. */
function score({ pairs, won, lost }: PairedCounts, difference: number): number {
  const a = 2 * pairs;
  const b = (2 * pairs - won + lost) * difference - won - lost;
  const c = -lost * difference * (1 - difference);
  const lostShare = (Math.sqrt(b ** 2 - 4 * a * c) - b) / (2 * a);
  const variance = pairs * (2 * lostShare + difference * (1 - difference));
  const excess = won - lost - pairs * difference;
  return excess === 0 ? 0 : excess / Math.sqrt(Math.max(variance, Number.MIN_VALUE));
}
