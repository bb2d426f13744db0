import { Injectable } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';
import { EvalScorerConfig } from '../eval-scorer.config';

/** An answer that somebody wants judged. */
export interface JudgeClaim {
  readonly requestId: string;
  /** Instant from the event: its hour is the one that pays, so that a redelivery counts where the first delivery did. */
  readonly at: string;
  /** Position of the event in the log; a redelivery of it has the same. */
  readonly claimant: string;
}

/** `granted` also when the same event claimed before; `taken` when another event did; `spent` when nothing is left. */
export type Grant = 'granted' | 'taken' | 'spent';

// The row of the hour is locked by its update, so instances can't overdraw it together. Two deliveries of one event at
// the same moment may both count: the budget then ends one call early, never late.
const CLAIM = `
  WITH known AS (SELECT claimant FROM eval_scorer.judge_claims WHERE request_id = $1),
  place AS (
    INSERT INTO eval_scorer.judge_hours AS hours (hour, calls)
    SELECT date_trunc('hour', $2::timestamptz, 'UTC'), 1 WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (hour) DO UPDATE SET calls = hours.calls + 1 WHERE hours.calls < $4
    RETURNING hour
  ),
  claim AS (
    INSERT INTO eval_scorer.judge_claims (request_id, hour, claimant) SELECT $1, hour, $3 FROM place
    ON CONFLICT DO NOTHING
  )
  SELECT coalesce(
    (SELECT CASE WHEN claimant = $3 THEN 'granted' ELSE 'taken' END FROM known),
    (SELECT 'granted' FROM place),
    'spent') AS outcome`;

/** Counts how often the judge was asked, in one place for all instances. */
@Injectable()
export class JudgeBudget {
  private readonly callsPerHour: number;

  constructor(
    private readonly database: Database,
    config: EvalScorerConfig,
  ) {
    this.callsPerHour = config.JUDGE_BUDGET_CALLS_PER_HOUR;
  }

  /** False when the judge is off. */
  get isOpen(): boolean {
    return this.callsPerHour > 0;
  }

  /** Takes a call out of the hour's budget, once per answer. @throws DatabaseUnavailableError; a retry helps. */
  async claim({ requestId, at, claimant }: JudgeClaim): Promise<Grant> {
    if (!this.isOpen) return 'spent';
    const parameters = [requestId, at, claimant, this.callsPerHour];
    const [row] = await this.database.query<{ outcome: Grant }>(CLAIM, parameters);
    return row?.outcome ?? 'spent';
  }
}
