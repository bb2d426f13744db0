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
  /** Version of the prompt that `messages` were rendered from, the pin's or another. */
  readonly promptVersion: string;
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

/** What came of a rung: its attempts as they are recorded, and the reply unless all of them failed. */
export interface RungResult {
  readonly attempts: readonly Attempt[];
  readonly reply: Reply | null;
}

/** Same for every try of a rung, so that a provider that honours it bills them once. */
export function idempotencyKeyOf({ requestId, turn, rung }: CallKey): string {
  return `${requestId}:${turn}:${rung}`;
}
