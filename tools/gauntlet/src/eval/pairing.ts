import type { Pairs } from '@gauntlet/statistics';
import { ScoresError } from './eval.errors';
import { placeOf, type ScoreFile } from './score-file';

/** Rows that both variants have a score for, and how many were left out. */
export interface Pairing {
  readonly pairs: Pairs;
  /** Rows of both files of which one has no score. */
  readonly missing: number;
  /** Rows that are in one file alone. */
  readonly unpaired: { readonly baseline: number; readonly candidate: number };
}

/** Pairs rows by id. A row without a cluster is a cluster of its own. @throws ScoresError when clusters contradict each other. */
export function pairById(baseline: ScoreFile, candidate: ScoreFile): Pairing {
  const pairs = { baseline: [] as number[], candidate: [] as number[], clusters: [] as (string | number)[] };
  let both = 0;
  for (const [id, one] of baseline.rows) {
    const other = candidate.rows.get(id);
    if (!other) continue;
    both += 1;
    if (one.cluster !== other.cluster) throw contradiction(id, baseline, candidate);
    if (one.score === null || other.score === null) continue;
    pairs.baseline.push(one.score);
    pairs.candidate.push(other.score);
    // A number, so that it never is the name of a cluster.
    pairs.clusters.push(one.cluster ?? both);
  }
  return {
    pairs: {
      ...pairs,
      clusters: pairs.clusters.some((cluster) => typeof cluster === 'string') ? pairs.clusters : undefined,
    },
    missing: both - pairs.baseline.length,
    unpaired: { baseline: baseline.rows.size - both, candidate: candidate.rows.size - both },
  };
}

function contradiction(id: string, ...files: readonly [ScoreFile, ScoreFile]): ScoresError {
  const [one, other] = files.map(({ path, rows }) => {
    const { cluster = null, line = 0 } = rows.get(id) ?? {};
    return { cluster: cluster ?? 'missing', place: placeOf(path, line) };
  }) as [{ cluster: string; place: string }, { cluster: string; place: string }];
  return new ScoresError(
    `cluster of id ${id} is ${other.cluster}, and in ${one.place} it is ${one.cluster}; give the row the same cluster in both files`,
    other.place,
  );
}
