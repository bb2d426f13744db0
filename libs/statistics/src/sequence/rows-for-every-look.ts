import { MOST_STAKED } from './bets';

/** Measured in docs/adr/0023-a-verdict-from-an-interval.md. */
const FOR_EVERY_LOOK = 1.8;
/** What the wealth grows beyond the one that a verdict takes, so that its chance seldom brings it below: a logarithm, measured. */
const SPARE = 1.25;

/** What a look after every row is to show. */
export interface Effect {
  /** How far the true difference lies from the value to be refuted, as a share of the range of scores. */
  readonly effect: number;
  readonly alpha: number;
  /** Rows in the largest cluster (default 1). */
  readonly largestCluster?: number | undefined;
}

/**
 * How many rows to have for a verdict with a power of 80 % when looking after every row: a multiple of those of a single look, and
 * so many that the wealth grows enough although no bet may stake more than the largest cluster could lose.
 * @param rows how many a single look takes
 */
export function rowsForEveryLook(rows: number, { effect, alpha, largestCluster = 1 }: Effect): number {
  const cautious = (largestCluster * (Math.log(2 / alpha) + SPARE)) / (MOST_STAKED * effect);
  return Math.ceil(Math.max(rows * FOR_EVERY_LOOK, cautious));
}
