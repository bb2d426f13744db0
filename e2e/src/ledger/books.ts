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

/** The end of a request as somebody stored it. */
export interface StoredEnd {
  readonly requestId: string;
  readonly answer: string;
}

/** A call in the provider's own log. */
export interface PaidCall {
  readonly requestId: string;
  /** The same for every call that stands for the same piece of work. */
  readonly work: string;
  readonly at: number;
}

/** An attempt as a published completion tells it. */
export interface RecordedAttempt {
  readonly work: string;
  readonly startedAt: string;
  readonly outcome: 'succeeded' | 'failed' | 'skipped';
  /** Absent where no call was made. */
  readonly ledger?: string;
}

/** The calls for a piece of work that published completions tell of. */
export interface Completions {
  /** A replay of a stored result made none. */
  readonly published: number;
  /** Of these, made without the ledger. */
  readonly unprotected: number;
}

/** A stretch of time, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything that anybody wrote down about a run: client, Kafka, database, provider. */
export interface Books {
  readonly client: readonly (ClientRecord & { readonly requestId: string })[];
  readonly accepted: ReadonlySet<string>;
  readonly released: readonly ReleasedCopy[];
  /** What the analyst finds. */
  readonly outputs: readonly StoredEnd[];
  /** What GET gives. */
  readonly records: readonly StoredEnd[];
  /** One entry per stored score: request, scorer and version. */
  readonly scores: readonly string[];
  readonly paidCalls: readonly PaidCall[];
  /** How often the ledger itself says that a piece of work was taken over from a dead owner and may be paid twice. */
  readonly cutsOf: ReadonlyMap<string, number>;
  /** What the published completions, superseded ones too, say about a piece of work. */
  readonly completionsOf: ReadonlyMap<string, Completions>;
  /** Every attempt of the published completions, superseded ones too. */
  readonly attempts: readonly RecordedAttempt[];
  /** When the ledger's database was away; calls go on then, without its protection. */
  readonly ledgerAway: readonly Span[];
  readonly deadLetters: number;
}
