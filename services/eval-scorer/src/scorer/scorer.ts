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

/** Judges a released response by itself alone: the same response always gets the same score. */
export interface Scorer {
  readonly name: string;
  /** Counts up with every change that can change a score. */
  readonly version: `v${number}`;
  /** Null when the scorer has nothing to say about such a response. */
  score(response: ResponseReleasedV1): Score | null;
}
