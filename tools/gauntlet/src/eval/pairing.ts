import type { Pairs } from '@gauntlet/statistics';
import { ScoresError } from './eval.errors';
import type { PlacedScore } from './score-file';

/** Rows that both variants have a score for, and how many were left out. */
export interface Pairing {
  readonly pairs: Pairs;
  /** Rows of both files of which one has no score. */
  readonly missing: number;
  /** Rows that are in one file alone. */
  readonly unpaired: { readonly baseline: number; readonly candidate: number };
}

type Scores = ReadonlyMap<string, PlacedScore>;

/** Pairs rows by id. A row without a cluster is a cluster of its own. @throws ScoresError when clusters contradict each other. */
export function pairById(baseline: Scores, candidate: Scores): Pairing {
  const both = [...baseline].flatMap(([id, one]) => {
    const other = candidate.get(id);
    return other ? [{ id, one, other, cluster: clusterOf(one, other) }] : [];
  });
  const scored = both.filter(({ one, other }) => one.score !== null && other.score !== null);
  return {
    pairs: {
      baseline: scored.map(({ one }) => one.score as number),
      candidate: scored.map(({ other }) => other.score as number),
      clusters: scored.map(({ id, cluster }) => cluster ?? `row ${id}`),
    },
    missing: both.length - scored.length,
    unpaired: { baseline: baseline.size - both.length, candidate: candidate.size - both.length },
  };
}

/** Marked, so that a cluster never has the name of a row that is on its own. */
function clusterOf(one: PlacedScore, other: PlacedScore): string | null {
  const [first, second] = [one, other].map(({ cluster }) => (cluster === null ? null : `cluster ${cluster}`));
  if (first === second) return first ?? null;
  throw new ScoresError(
    `cluster of id ${other.id} is ${other.cluster ?? 'missing'}, and in ${one.place} it is ${one.cluster ?? 'missing'}; ` +
      'give the row the same cluster in both files',
    other.place,
  );
}
