import type {
  ArtefactRef,
  Attempt,
  ChatMessage,
  ModelRef,
  ResponseFormat,
  SkippedAttempt,
  TriedAttempt,
  Usage,
} from '@gauntlet/contracts';
import type { AnswerLimit } from './limits';

/** The unit of paying: one model asked for one turn of one request. */
export interface CallKey {
  readonly requestId: string;
  readonly turn: number;
  readonly rung: number;
}

/** One rung of the ladder: which model, and what it is asked. */
export interface Rung {
  readonly key: CallKey;
  readonly model: ModelRef;
  /** Rungs that follow this one. */
  readonly after: number;
  /** Asked by Gauntlet itself, as by a judge or an eval run: such calls keep to places and circuits of their own. */
  readonly isOwn: boolean;
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

/** What came of a rung: its attempts, as they are recorded unless it is said otherwise, and the reply unless all failed. */
export interface RungResult<Tried = Attempt> {
  readonly attempts: readonly Tried[];
  readonly reply: Reply | null;
}

/** Same for every try of a rung, so that a provider that honours it bills them once. */
export function idempotencyKeyOf({ requestId, turn, rung }: CallKey): string {
  return `${requestId}:${turn}:${rung}`;
}

/** What only the ledger knows of an attempt. */
type LedgerPart = Pick<TriedAttempt, 'ledger' | 'cut'>;

/** An attempt before the ledger has said its part: a call that was made, or one that was not. */
export type OpenAttempt = Omit<TriedAttempt, keyof LedgerPart> | Omit<SkippedAttempt, 'cut'>;

/** Why an attempt made no call; recorded, so that the trail explains the answer. */
export type SkipReason = 'no_time_left' | 'model_busy' | 'model_circuit_open' | 'held_elsewhere' | 'no_room_left';

/** What every attempt on a rung says. */
export function attemptOn({ key, model, promptVersion }: Rung, number: number) {
  const { turn, rung } = key;
  return { turn, rung, number, promptVersion, provider: model.provider, model: model.model };
}

/** The attempt on a rung that made no call; `number` as if it had been one. */
export function skippedAttempt(rung: Rung, reason: SkipReason, number = 1): Omit<SkippedAttempt, 'cut'> {
  return { ...attemptOn(rung, number), startedAt: new Date().toISOString(), outcome: 'skipped', errorCode: reason };
}

/** The attempts on a rung as they are recorded. Only the first can have been paid by an owner who died. */
export function attemptsOf(open: readonly OpenAttempt[], { ledger, cut }: LedgerPart): Attempt[] {
  return open.map((attempt, index) => {
    const isCut = cut && index === 0;
    return attempt.outcome === 'skipped' ? { ...attempt, cut: isCut } : { ...attempt, ledger, cut: isCut };
  });
}
