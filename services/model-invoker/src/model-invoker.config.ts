import { CommaSeparated, IsArray, IsBoolean, IsInt, IsJSON, IsString, Max, Min } from '@gauntlet/runtime';

/** What model-invoker reads from the environment. */
export class ModelInvokerConfig {
  /** Kept free before the deadline for the output guardrail and the way back. */
  @IsInt() @Min(0) MODEL_RESERVE_MS = 1_500;
  /** Limit for one try, below what the rung's share of the time allows. */
  @IsInt() @Min(100) MODEL_TIMEOUT_MS = 60_000;
  /** Until TCP and TLS stand. */
  @IsInt() @Min(50) MODEL_CONNECT_TIMEOUT_MS = 3_000;
  /** From the request to the first header, in which the model thinks. */
  @IsInt() @Min(100) MODEL_HEADERS_TIMEOUT_MS = 60_000;
  /** Silence inside an answer's body. */
  @IsInt() @Min(100) MODEL_IDLE_TIMEOUT_MS = 10_000;
  /** Tries on one rung. */
  @IsInt() @Min(1) @Max(10) MODEL_TRIES = 3;
  /** Wait before the second try; doubles for each further one, and a random part of it is waited. */
  @IsInt() @Min(1) MODEL_BACKOFF_MS = 250;
  @IsInt() @Min(1) MODEL_BACKOFF_CAP_MS = 4_000;
  /** A provider that asks for a longer wait than this loses the rung instead. */
  @IsInt() @Min(0) MODEL_RETRY_AFTER_CAP_MS = 5_000;

  /** Calls of one model at the same time in this process. Below MESSAGING_CONCURRENCY, so that a slow one leaves room. */
  @IsInt() @Min(1) MODEL_CONCURRENCY = 224;
  /** The same for requests of Gauntlet itself (judges, eval runs), beside those of callers, so that they leave room. */
  @IsInt() @Min(1) MODEL_OWN_CONCURRENCY = 8;
  /** Requests that may wait for a model when their ladder has another rung; further ones go to that rung. */
  @IsInt() @Min(0) MODEL_QUEUE = 16;
  /**
   * When the first in a model's queue has waited as long, those on their last rung don't wait beyond MODEL_QUEUE either.
   * Longer than a healthy model's answer: its slots come free together after a burst.
   */
  @IsInt() @Min(100) MODEL_PATIENCE_MS = 10_000;
  /** Fewer calls than this in ten seconds never open a model's circuit. */
  @IsInt() @Min(1) MODEL_CIRCUIT_CALLS = 10;
  /** How long a failing model is left alone before one call looks again. */
  @IsInt() @Min(100) MODEL_CIRCUIT_OPEN_MS = 5_000;

  /** Whether each pinned model is looked for at its provider, by a question for its list of models that costs nothing. */
  @IsBoolean() MODEL_REACHABILITY_CHECK = true;

  @IsInt() @Min(500) LEDGER_LEASE_MS = 5_000;
  @IsInt() @Min(100) LEDGER_RENEWAL_MS = 1_500;
  /**
   * A ledger that answers more slowly counts as unreachable: long enough for a starved machine, short enough to leave the
   * model time when packets vanish. Once it is known to be away nobody waits as long.
   */
  @IsInt() @Min(50) LEDGER_TIMEOUT_MS = 5_000;
  /** Between two looks at a call that somebody else holds. */
  @IsInt() @Min(10) LEDGER_POLL_MS = 400;
  @IsInt() @Min(1) @Max(36_500) LEDGER_RETENTION_DAYS = 7;

  /** Further providers that speak OpenAI's protocol; each `my-azure` is set by `MY_AZURE_BASE_URL` and `MY_AZURE_API_KEY`. */
  @CommaSeparated() @IsArray() @IsString({ each: true }) MODEL_PROVIDERS: string[] = [];
  /** How every simulated model of this process behaves; the fields are in the README of `@gauntlet/models`. */
  @IsJSON() SIMULATED_MODEL_BEHAVIOUR = '{}';
}
