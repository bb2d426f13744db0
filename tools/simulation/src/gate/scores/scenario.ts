import type { Pairs, SeededRandom } from '@gauntlet/statistics';

/** A kind of scores under two variants. */
export interface Scenario {
  /** Stays the same, since the chance of each comparison is derived from it. */
  readonly name: string;
  /** What the scores are like, for a person. */
  readonly title: string;
  /** True when every score lies between 0 and 1, so that a comparison may look after every row. */
  readonly isBounded: boolean;
  /**
   * So many rows, of which those of one cluster follow each other.
   * @param drop how far the true mean of the candidate lies below that of the baseline, at most 0.05; exact
   */
  readonly draw: (random: SeededRandom, drop: number, rows: number) => Pairs;
}

/** One row: the scores of the baseline and of the candidate. */
export type Row = readonly [baseline: number, candidate: number];

/** Rows that have nothing to do with each other. */
export function independent(rows: number, row: () => Row): Pairs {
  const drawn = Array.from({ length: rows }, row);
  return { baseline: drawn.map(([baseline]) => baseline), candidate: drawn.map(([, candidate]) => candidate) };
}

/**
 * Rows of conversations with 1 to `longest` rows, each length equally likely.
 * @param conversation draws what the rows of one conversation share, and gives what draws its rows
 */
export function inConversations(
  { random, rows, longest }: { readonly random: SeededRandom; readonly rows: number; readonly longest: number },
  conversation: () => () => Row,
): Pairs {
  const clusters: number[] = [];
  const drawn: Row[] = [];
  for (let cluster = 0; drawn.length < rows; cluster += 1) {
    const row = conversation();
    const length = Math.min(1 + random.below(longest), rows - drawn.length);
    for (let turn = 0; turn < length; turn += 1) {
      drawn.push(row());
      clusters.push(cluster);
    }
  }
  return {
    baseline: drawn.map(([baseline]) => baseline),
    candidate: drawn.map(([, candidate]) => candidate),
    clusters,
  };
}
