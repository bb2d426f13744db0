import type { AnswerLimit } from './answer-limit';
import type { ArtefactRef, Attempt, ModelRef, ResponseFormat, ChatMessage, Usage } from '@gauntlet/contracts';

/** The unit of paying: one model asked for one turn of one request. */
export interface CallKey {
  readonly requestId: string;
  readonly turn: number;
  readonly rung: number;
}

/** One step of the ladder: which model, and what it is asked. */
export interface Rung {
  readonly key: CallKey;
  readonly model: ModelRef;
  /** Rungs that follow this one. */
  readonly after: number;
  readonly messages: ChatMessage[];
  /** Version that the messages were rendered from; absent when it is the pin's. */
  readonly prompt?: ArtefactRef | undefined;
  readonly responseFormat: ResponseFormat;
  readonly answerLimit: AnswerLimit;
}

/** A model's answer as it is stored and published. */
export interface Reply {
  readonly text: string;
  readonly provider: string;
  readonly model: string;
  readonly finishReason: string | null;
  readonly usage: Usage | null;
}

/** What came of a rung: its tries, and the reply unless all of them failed. */
export interface RungResult {
  readonly attempts: readonly Attempt[];
  readonly reply: Reply | null;
}

/** Same for every try of a rung, so that a provider that honours it bills them once. */
export function idempotencyKeyOf({ requestId, turn, rung }: CallKey): string {
  return `${requestId}:${turn}:${rung}`;
}

/** Why a rung ended without a call; recorded as a failed attempt, so that the trail explains the answer. */
export type SkipReason = 'no_time_left' | 'model_busy' | 'model_circuit_open' | 'held_elsewhere' | 'no_room_left';

/** The failed attempt of a rung that made no call; `number` as if it had been one. */
export function skippedAttempt({ key, model }: Rung, errorCode: SkipReason, number = 1): Attempt {
  return {
    turn: key.turn,
    rung: key.rung,
    number,
    provider: model.provider,
    model: model.model,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    outcome: 'failed',
    errorCode,
    usage: null,
    ledger: 'claimed',
    cut: false,
  };
}
