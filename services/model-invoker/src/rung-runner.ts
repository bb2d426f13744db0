import { Injectable } from '@nestjs/common';
import { CallLedger, type Permit } from './call-ledger';
import { ModelInvokerConfig } from './model-invoker.config';
import { skippedAttempt, type CallKey, type Rung, type RungResult, type SkipReason } from './rung';
import { RungTries } from './rung-tries';
import { sleep } from './sleep';
import type { TimeBudget } from './time-budget';

type Admission = Permit | { readonly kind: 'stored'; readonly result: RungResult } | Skip;

interface Skip {
  readonly kind: 'skip';
  readonly reason: SkipReason;
}

/** Runs one rung under the ledger: replays what is stored, waits for whoever holds the call, else calls and stores. */
@Injectable()
export class RungRunner {
  constructor(
    private readonly ledger: CallLedger,
    private readonly tries: RungTries,
    private readonly config: ModelInvokerConfig,
  ) {}

  /** Never throws; without time left it only looks for a stored result. */
  async run(rung: Rung, whole: TimeBudget): Promise<RungResult> {
    const admission = await this.admit(rung.key, whole);
    if (admission.kind === 'stored') return admission.result;
    if (admission.kind === 'skip') return { attempts: [skippedAttempt(rung, admission.reason)], reply: null };
    try {
      const tried = await this.tries.run(rung, whole.shareFor(rung.after));
      return await this.ledger.store(rung.key, admission, tried);
    } finally {
      this.ledger.letGo(admission);
    }
  }

  // Waits through the whole ladder's time, not the rung's share: the holder keeps to its own share.
  private async admit(key: CallKey, whole: TimeBudget): Promise<Admission> {
    let held = false;
    while (!whole.isSpent()) {
      const answer = await this.ledger.claim(key);
      if (answer.kind === 'stored') return answer;
      if (answer.kind === 'permit') return { ...answer, cut: answer.cut || (held && answer.ledger === 'unreachable') };
      held = true;
      await sleep(Math.min(this.config.LEDGER_POLL_MS, whole.remainingMs()));
    }
    const result = await this.ledger.find(key);
    return result ? { kind: 'stored', result } : { kind: 'skip', reason: held ? 'held_elsewhere' : 'no_time_left' };
  }
}
