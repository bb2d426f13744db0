import type { Attempt, SkippedAttempt, TriedAttempt } from '@gauntlet/contracts';
import type { Rung } from './rung';

/** What only the ledger knows of an attempt. */
type LedgerPart = Pick<TriedAttempt, 'ledger' | 'cut'>;

/** One step on a rung before the ledger has said its part: a call that was made, or one that was not. */
export type Step = Omit<TriedAttempt, keyof LedgerPart> | Omit<SkippedAttempt, 'cut'>;

/** Why a step made no call; recorded, so that the trail explains the answer. */
export type SkipReason = 'no_time_left' | 'model_busy' | 'model_circuit_open' | 'held_elsewhere' | 'no_room_left';

/** What every step of a rung says. */
export function stepOf({ key, model, promptVersion }: Rung, number: number) {
  const { turn, rung } = key;
  return { turn, rung, number, promptVersion, provider: model.provider, model: model.model };
}

/** The step of a rung that made no call; `number` as if it had been one. */
export function skippedStep(rung: Rung, reason: SkipReason, number = 1): Omit<SkippedAttempt, 'cut'> {
  return { ...stepOf(rung, number), startedAt: new Date().toISOString(), outcome: 'skipped', errorCode: reason };
}

/** The steps of a rung as they are recorded. Only the first can have been paid by an owner who died. */
export function attemptsOf(steps: readonly Step[], { ledger, cut }: LedgerPart): Attempt[] {
  return steps.map((step, index) => {
    const isCut = cut && index === 0;
    return step.outcome === 'skipped' ? { ...step, cut: isCut } : { ...step, ledger, cut: isCut };
  });
}
