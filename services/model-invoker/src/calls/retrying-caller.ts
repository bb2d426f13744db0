import { Injectable } from '@nestjs/common';
import { sleep } from '@gauntlet/timing';
import { leavesNoRoom, type TimeBudget } from '../limits';
import { ModelInvokerConfig } from '../model-invoker.config';
import { type OpenAttempt, type Rung, type RungResult, skippedAttempt, type SkipReason } from '../rung';
import { type CallResult, ModelCaller } from './model-caller';
import { ModelCircuits } from './model-circuits';
import { ModelSlots } from './model-slots';

/** The part of the config that decides about another try. */
export type RetryPolicy = Pick<
  ModelInvokerConfig,
  'MODEL_TRIES' | 'MODEL_BACKOFF_MS' | 'MODEL_BACKOFF_CAP_MS' | 'MODEL_RETRY_AFTER_CAP_MS'
>;

interface FailedTry {
  readonly error: { readonly retryable: boolean; readonly retryAfterMs?: number | undefined };
  /** 1 for the first try of the rung. */
  readonly number: number;
}

/**
 * How long to wait before the next try on the same rung, or null to leave the rung. Exponential with full jitter; a
 * provider's own wish is a lower bound, and one beyond the cap means that the rung can't help in time.
 */
export function retryDelayMs({ error, number }: FailedTry, policy: RetryPolicy, random = Math.random): number | null {
  if (!error.retryable || number >= policy.MODEL_TRIES) return null;
  const wish = error.retryAfterMs ?? 0;
  if (wish > policy.MODEL_RETRY_AFTER_CAP_MS) return null;
  const ceiling = Math.min(policy.MODEL_BACKOFF_CAP_MS, policy.MODEL_BACKOFF_MS * 2 ** (number - 1));
  return Math.max(wish, random() * ceiling);
}

/** Less time than this buys no answer, only the bill. */
const SHORTEST_TRY_MS = 20;

/** Tries one model until it answers, its tries or its time are used up, or its failure can't be cured by waiting. */
@Injectable()
export class RetryingCaller {
  constructor(
    private readonly caller: ModelCaller,
    private readonly slots: ModelSlots,
    private readonly circuits: ModelCircuits,
    private readonly config: ModelInvokerConfig,
  ) {}

  /** Never throws; ends within the budget, but for up to 100 ms in which a process that stalled reads what came meanwhile. */
  async call(rung: Rung, budget: TimeBudget): Promise<RungResult<OpenAttempt>> {
    const attempts: OpenAttempt[] = [];
    for (let number = 1; ; number += 1) {
      const { attempt, reply, failure } = await this.tryOnce(rung, number, budget);
      attempts.push(attempt);
      if (reply) return { attempts, reply };
      const delayMs = retryDelayMs({ error: failure, number }, this.config);
      if (delayMs === null || delayMs >= budget.remainingMs()) return { attempts, reply: null };
      await sleep(delayMs);
    }
  }

  private async tryOnce(rung: Rung, number: number, budget: TimeBudget): Promise<CallResult<OpenAttempt>> {
    if (leavesNoRoom(rung.answerLimit)) return skipped(rung, 'no_room_left', number);
    const name = laneOf(rung);
    const lastResort = rung.after === 0;
    if (!lastResort && this.circuits.isOpen(name)) return skipped(rung, 'model_circuit_open', number);
    const release = await this.slots.acquire(name, {
      places: rung.isOwn ? this.config.MODEL_OWN_CONCURRENCY : this.config.MODEL_CONCURRENCY,
      waitMs: budget.remainingMs(),
      lastResort,
    });
    if (!release) return skipped(rung, 'model_busy', number);
    try {
      // It may have opened while this one waited.
      if (!lastResort && this.circuits.isOpen(name)) return skipped(rung, 'model_circuit_open', number);
      const timeoutMs = budget.remainingMs();
      if (timeoutMs < SHORTEST_TRY_MS) return skipped(rung, 'no_time_left', number);
      return await this.circuits.run(name, () => this.caller.call({ rung, number, timeoutMs }));
    } finally {
      release();
    }
  }
}

// A bad candidate of an eval run must neither take the places of callers nor open the circuit of their model.
function laneOf({ model, isOwn }: Rung): string {
  return `${model.provider}/${model.model}${isOwn ? ' (own)' : ''}`;
}

function skipped(rung: Rung, code: SkipReason, number: number): CallResult<OpenAttempt> {
  return {
    attempt: skippedAttempt(rung, code, number),
    reply: null,
    failure: { code, retryable: false, spent: 'nothing', message: '' },
  };
}
