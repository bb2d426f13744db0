import type { ProviderReason } from '@gauntlet/contracts';

/** An answer of `POST /v1/chat/completions`, as far as the command shows it. */
export interface ChatAnswer {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
  readonly gauntlet: {
    readonly request_id: string;
    readonly prompt: string;
    readonly provider: string | null;
    readonly model: string | null;
    readonly outcome: string;
    readonly flags: readonly string[];
    readonly reason: string | null;
    readonly cost_usd: number | null;
    readonly latency_ms: Readonly<Record<string, number>>;
  };
}

/** What a check said. */
export interface VerdictRecord {
  readonly check: string;
  readonly outcome: string;
  readonly reason: string | null;
  /** Of a check that failed itself; absent otherwise. */
  readonly cause?: string;
}

/** One call of a model. */
export interface AttemptRecord {
  /** What the model was asked with; absent from an ingress that is older than this command. */
  readonly parameters?: Readonly<Record<string, unknown>> | null;
  readonly provider: string;
  readonly model: string;
  readonly number: number;
  readonly outcome: string;
  readonly error_code: string | null;
  readonly provider_reason: ProviderReason | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cost_usd: number | null;
  readonly maybe_billed: boolean;
  readonly started_at: string;
  readonly duration_ms: number;
}

/** A stage with what it found. */
export interface StageRecord {
  readonly stage: string;
  readonly turn: number;
  readonly started_at: string;
  readonly duration_ms: number;
  readonly verdicts?: readonly VerdictRecord[];
  readonly attempts?: readonly AttemptRecord[];
  readonly messages?: readonly unknown[];
}

/** A record of `GET /v1/requests/{id}`, as far as the command shows it. */
export interface RequestRecord {
  readonly id: string;
  readonly outcome: string;
  readonly flags: readonly string[];
  readonly reason: string | null;
  readonly accepted_at: string;
  readonly prompt: string;
  readonly pin: {
    readonly offset: number;
    readonly canary: boolean;
    readonly prompt: { readonly version: string };
  };
  readonly provider: string | null;
  readonly model: string | null;
  readonly usage: {
    readonly input_tokens: number | null;
    readonly output_tokens: number | null;
    readonly cost_usd: number | null;
  };
  readonly latency_ms: Readonly<Record<string, number>>;
  readonly input: string;
  readonly stages: readonly StageRecord[];
  readonly answer: string;
}
