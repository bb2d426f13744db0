/** How an answer came about; what is not known is null. */
export interface RowAttributes {
  readonly prompt: string;
  readonly version: string;
  readonly model: string | null;
  readonly snapshot: string | null;
  readonly policy: string | null;
  readonly judge: string | null;
  readonly tenant: string | null;
  readonly language: string | null;
  readonly outcome: string | null;
}

/** One answer as a watch sees it. A missing number is null, and is no sample. */
export interface WatchedRow extends RowAttributes {
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it is an answer of the frozen anchor set; a number is the score that people gave it. */
  readonly anchor: boolean | number;
  readonly score: number | null;
  /** Scores by scorer, where a row has several. */
  readonly scores: Readonly<Record<string, number>> | null;
  readonly scorer: string | null;
  readonly length: number | null;
  readonly latency: number | null;
  readonly cost: number | null;
  readonly tokens: number | null;
  /** How many answers it stands for. */
  readonly weight: number;
  /** What it may resemble other rows by, such as its conversation; null for a row on its own. */
  readonly cluster: string | null;
}

export type State = 'ok' | 'insufficient' | 'no data' | 'warning' | 'firing' | 'resolved';

export type Blame = 'prompt' | 'model' | 'policy' | 'judge' | 'traffic mix' | 'provider' | 'unknown';

/** What a stream became, and why. */
export interface StateChange {
  /** The end of the step in which it was seen; null where there was no row at all. */
  readonly at: string | null;
  readonly monitor: string;
  readonly state: State;
  readonly metric: string;
  readonly prompt: string | null;
  readonly version: string | null;
  /** The mean of the last week, or since the change; of a distribution, the share of traffic that moved. */
  readonly value: number | null;
  /** Between which the true value lies with a confidence of 95 %. */
  readonly interval: readonly [low: number, high: number] | null;
  /** When the change most likely happened. */
  readonly since: string | null;
  readonly blame: Blame | null;
  /** The stratum that carries the change; null where none does. */
  readonly where: Readonly<Record<string, string>> | null;
  /** What parts this stream from others of the monitor, besides prompt and version. */
  readonly by: Readonly<Record<string, string | null>> | null;
}
