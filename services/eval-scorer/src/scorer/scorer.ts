import type { ResponseReleasedV1 } from '@gauntlet/contracts';

/** What a scorer says about one answer. */
export interface Score {
  /** 0 to 1, 1 is best. */
  readonly score: number;
  /** Stable code for grouping. */
  readonly label: string;
  /** For a person; numbers where they do. Only a judge's may quote the answer. */
  readonly explanation: string;
}

/** Judges a released event by itself alone: the same event always gets the same score. */
export interface Scorer {
  readonly name: string;
  /** Counts up with every change that can change a score. */
  readonly version: `v${number}`;
  /** Null when the scorer has nothing to say about such an answer. */
  score(released: ResponseReleasedV1): Score | null;
}
