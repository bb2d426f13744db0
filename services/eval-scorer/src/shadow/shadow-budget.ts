import { Injectable } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';

/** A request that is to be copied. */
interface ShadowClaim {
  readonly requestId: string;
  readonly prompt: string;
  /** Instant of the request: its hour pays, so that a redelivery counts where the first delivery did. */
  readonly at: string;
  readonly callsPerHour: number;
}

// The row of the hour is locked by its update, so instances can't overdraw it together. Two deliveries of one request at
// the same moment may both count: the budget then ends one call early, never late.
const CLAIM = `
  WITH known AS (SELECT FROM eval_scorer.shadow_claims WHERE request_id = $1),
  place AS (
    INSERT INTO eval_scorer.shadow_hours AS hours (prompt_name, hour, calls)
    SELECT $2, date_trunc('hour', $3::timestamptz, 'UTC'), 1 WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (prompt_name, hour) DO UPDATE SET calls = hours.calls + 1 WHERE hours.calls < $4
    RETURNING hour
  ),
  claim AS (
    INSERT INTO eval_scorer.shadow_claims (request_id, hour) SELECT $1, hour FROM place ON CONFLICT DO NOTHING
  )
  SELECT EXISTS (SELECT FROM known) OR EXISTS (SELECT FROM place) AS granted`;

/** Counts how often the shadows of a prompt were asked, in one place for all instances. */
@Injectable()
export class ShadowBudget {
  constructor(private readonly database: Database) {}

  /** Takes a call out of the hour's budget, once per request; false when it is spent. @throws DatabaseUnavailableError; a retry helps. */
  async claim({ requestId, prompt, at, callsPerHour }: ShadowClaim): Promise<boolean> {
    const parameters = [requestId, prompt, at, callsPerHour];
    const [row] = await this.database.query<{ granted: boolean }>(CLAIM, parameters);
    return row?.granted ?? false;
  }
}
