import { leavesNoRoom } from '../answer-limit';
import { Injectable } from '@nestjs/common';
import { skippedStep, type SkipReason, type Step } from '../attempts';
import { ModelCaller, type CallOutcome } from './model-caller';
import { ModelCircuits } from './model-circuits';
import { ModelInvokerConfig } from '../model-invoker.config';
import { ModelSlots } from './model-slots';
import { retryDelayMs } from './retry-delay';
import type { Reply, Rung } from '../rung';
import { sleep } from '../sleep';
import type { TimeBudget } from '../time-budget';

/** Less time than this buys no answer, only the bill. */
const SHORTEST_TRY_MS = 20;

/** What came of a rung's tries, and the reply unless all of them failed. */
export interface Tries {
  readonly steps: readonly Step[];
  readonly reply: Reply | null;
}

type TryResult = CallOutcome & { readonly step: Step };

/** Tries one model until it answers, its tries or its time are used up, or its failure can't be cured by waiting. */
@Injectable()
export class RetryingCaller {
  constructor(
    private readonly caller: ModelCaller,
    private readonly slots: ModelSlots,
    private readonly circuits: ModelCircuits,
    private readonly config: ModelInvokerConfig,
  ) {}

  /** Never throws; ends within the budget. */
  async call(rung: Rung, budget: TimeBudget): Promise<Tries> {
    const steps: Step[] = [];
    for (let number = 1; ; number += 1) {
      const { step, reply, failure } = await this.tryOnce(rung, number, budget);
      steps.push(step);
      if (reply) return { steps, reply };
      const delayMs = retryDelayMs({ error: failure, number }, this.config);
      if (delayMs === null || delayMs >= budget.remainingMs()) return { steps, reply: null };
      await sleep(delayMs);
    }
  }

  private async tryOnce(rung: Rung, number: number, budget: TimeBudget): Promise<TryResult> {
    if (leavesNoRoom(rung.answerLimit)) return skipped(rung, 'no_room_left', number);
    const name = `${rung.model.provider}/${rung.model.model}`;
    const lastResort = rung.after === 0;
    if (!lastResort && this.circuits.isOpen(name)) return skipped(rung, 'model_circuit_open', number);
    const release = await this.slots.acquire(name, { waitMs: budget.remainingMs(), lastResort });
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

function skipped(rung: Rung, code: SkipReason, number: number): TryResult {
  return {
    step: skippedStep(rung, code, number),
    reply: null,
    failure: { code, retryable: false, spent: 'nothing', message: '' },
  };
}
