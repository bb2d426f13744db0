import type { Subject } from './subject';

/** What a scorer says about one answer. */
export interface Score {
  /** 0 to 1, 1 is best. */
  readonly score: number;
  /** Stable code for grouping. */
  readonly label: string;
  /** For a person; numbers where they do. Only a judge's may quote the answer. */
  readonly explanation: string;
}

/** Judges an answer by its subject alone: the same subject always gets the same score. */
export interface Scorer {
  readonly name: string;
  /** Counts up with every change that can change a score. */
  readonly version: `v${number}`;
  /** Null when there is nothing to measure. What it throws makes the score a missing one, never 0. */
  score(subject: Subject): Score | null;
}
