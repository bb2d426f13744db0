import type { ClientRecord } from '@gauntlet/testing';

/** A candidate for an answer as it lies in the released topic. */
export interface ReleasedCopy {
  readonly requestId: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly acceptedAt: number;
  /** When the broker wrote it. */
  readonly writtenAt: number;
  readonly deadline: number;
  readonly outcome: 'answered' | 'blocked' | 'canned';
  readonly answer: string;
  readonly inputVerdicts: number;
  readonly outputVerdicts: number;
}

/** What the analyst sees of a request. */
export interface StoredOutput {
  readonly requestId: string;
  readonly outcome: string;
  readonly answer: string;
}

/** A call in the provider's own log. */
export interface PaidCall {
  readonly requestId: string;
  /** The same for every call that stands for the same piece of work. */
  readonly work: string;
}

/** Everything that anybody wrote down about a run: client, Kafka, database, provider. */
export interface Books {
  readonly client: readonly (ClientRecord & { readonly requestId: string })[];
  readonly accepted: ReadonlySet<string>;
  readonly released: readonly ReleasedCopy[];
  readonly outputs: readonly StoredOutput[];
  /** One entry per stored score: request, scorer and version. */
  readonly scores: readonly string[];
  readonly paidCalls: readonly PaidCall[];
  /** Calls that the ledger itself counts as possibly paid before: taken over from a dead owner, or made without it. */
  readonly cuts: number;
  readonly callsWithoutLedger: number;
  readonly deadLetters: number;
}
