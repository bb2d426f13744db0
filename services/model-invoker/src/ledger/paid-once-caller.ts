import { Injectable } from '@nestjs/common';
import { sleep } from '@gauntlet/timing';
import { RetryingCaller } from '../calls/retrying-caller';
import { TimeBudget } from '../limits';
import { ModelInvokerConfig } from '../model-invoker.config';
import { type CallKey, type Rung, type RungResult, skippedAttempt, type SkipReason } from '../rung';
import { CallLedger, type Permit } from './call-ledger';

type Admission = Permit | { readonly kind: 'stored'; readonly result: RungResult } | Skip;

interface Skip {
  readonly kind: 'skip';
  readonly reason: SkipReason;
}

/** What a rung may use and has to look out for. */
export interface RungTerms {
  /** The time of the whole ladder. */
  readonly whole: TimeBudget;
  /** Another instance was given the request before, so it may have made the call. */
  readonly mayBePaid: boolean;
}

/** Pays for a rung once: replays what is stored, waits for whoever holds the call, else calls and stores. */
@Injectable()
export class PaidOnceCaller {
  constructor(
    private readonly ledger: CallLedger,
    private readonly caller: RetryingCaller,
    private readonly config: ModelInvokerConfig,
  ) {}

  /** Never throws; without time left it only looks for a stored result. */
  async call(rung: Rung, { whole, mayBePaid }: RungTerms): Promise<RungResult> {
    const admission = await this.admit(rung.key, { whole, mayBePaid });
    if (admission.kind === 'stored') return versioned(admission.result, rung);
    if (admission.kind === 'skip') return notCalled(rung, admission.reason);
    try {
      const tried = await this.caller.call(rung, whole.shareFor(rung.after));
      return await this.ledger.store(rung.key, admission, tried);
    } finally {
      this.ledger.letGo(admission);
    }
  }

  // Waits through the whole ladder's time, not the rung's share: the holder keeps to its own share. A ledger that is away
  // is waited for only where it may know of a payment, and only so long that an answer can still come.
  private async admit(key: CallKey, { whole, mayBePaid }: RungTerms): Promise<Admission> {
    const patience = TimeBudget.of(whole.remainingMs() / 3);
    let held = false;
    while (!whole.isSpent()) {
      const answer = await this.ledger.claim(key);
      if (answer.kind === 'stored') return answer;
      if (answer.kind === 'permit') {
        const unknown = answer.ledger === 'unreachable' && (held || mayBePaid);
        if (!unknown || patience.isSpent()) return { ...answer, cut: answer.cut || (held && unknown) };
      } else held = true;
      await sleep(Math.min(this.config.LEDGER_POLL_MS, whole.remainingMs()));
    }
    const result = await this.ledger.find(key);
    return result ? { kind: 'stored', result } : { kind: 'skip', reason: held ? 'held_elsewhere' : 'no_time_left' };
  }
}

function notCalled(rung: Rung, reason: SkipReason): RungResult {
  return { attempts: [{ ...skippedAttempt(rung, reason), cut: false }], reply: null };
}

// What was stored before attempts named the version of their prompt is named now: the rung is the same.
function versioned({ attempts, reply }: RungResult, { promptVersion }: Rung): RungResult {
  return { attempts: attempts.map((attempt) => ({ promptVersion, ...attempt })), reply };
}
