import { Injectable } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';

/** Conversations of a ramp that began in a span of time. The start is in the span, the end is not. */
export interface ArmsSpan {
  /** Offsets of the pins of the ramp. */
  readonly offsets: readonly number[];
  readonly from: Date;
  readonly until: Date;
  readonly windowMs: number;
  readonly sliceMs: number;
  /** The largest weight that a score of each scorer has had. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A metric of one arm in one slice. */
export interface ArmTotal {
  readonly metric: string;
  readonly start: Date;
  readonly canary: boolean;
  readonly sum: number;
  readonly count: number;
  /** The largest weight so far; 1 for rates. */
  readonly weight: number;
}

const WINDOW = `$4::float8 * interval '1 ms'`;

// A conversation counts once: for the arm of its first answer since the ramp began, with the mean over its answers of the
// window. Scores of the answers that are always scored are drawn like the others, so that each score that counts stands for
// equally many.
const ARMS = `
  WITH begun AS MATERIALIZED (
    SELECT DISTINCT ON (unit_id) unit_id, canary, accepted_at AS began_at
    FROM drift_monitor.first_responses_by_arm AS own
    WHERE pin_offset = ANY($1) AND accepted_at >= $2 AND accepted_at < $3
      AND (unit_id = request_id OR NOT EXISTS (
        SELECT FROM drift_monitor.responses AS earlier WHERE earlier.unit_id = own.unit_id
          AND earlier.unit_id <> earlier.request_id AND earlier.accepted_at < $2 AND earlier.pin_offset = ANY($1)))
    ORDER BY unit_id, accepted_at, request_id
  ), counted AS MATERIALIZED (
    SELECT unit_id, begun.canary, date_bin($5::float8 * interval '1 ms', began_at, $2::timestamptz) AS start,
      request_id, outcome, refused
    FROM begun JOIN drift_monitor.first_responses_by_arm AS answers USING (unit_id, canary)
    WHERE pin_offset = ANY($1) AND accepted_at >= $2 AND accepted_at < $3::timestamptz + ${WINDOW}
      AND accepted_at < began_at + ${WINDOW}
  ), weighed AS (
    SELECT unit_id, canary, start, scorer, request_id, score, weight,
      greatest(max(weight) OVER (PARTITION BY scorer), ($6::jsonb ->> ('score.' || scorer))::float8) AS largest
    FROM counted JOIN drift_monitor.first_scores USING (request_id)
  ), means AS (
    SELECT unit_id, canary, start, metric.name AS metric, avg(metric.value) AS value, 1::float8 AS largest
    FROM counted, LATERAL (VALUES
      ('answered_rate', (outcome = 'answered')::int::float8),
      ('refusal_rate', (NOT refused)::int::float8),
      ('canned_rate', (outcome <> 'canned')::int::float8)
    ) AS metric(name, value) GROUP BY unit_id, canary, start, metric.name
    UNION ALL
    SELECT unit_id, canary, start, 'score.' || scorer, avg(score), largest FROM weighed
    WHERE ('x' || left(md5(request_id::text), 8))::bit(32)::bigint / 4294967296.0 < weight / largest
    GROUP BY unit_id, canary, start, scorer, largest
  )
  SELECT metric, start, canary, sum(value) AS sum, count(*)::int AS count, max(largest) AS weight FROM means
  GROUP BY metric, start, canary ORDER BY start, metric`;

const NEWEST = 'SELECT max(accepted_at) AS newest FROM drift_monitor.responses';

/** Adds up what both arms of a ramp answered. */
@Injectable()
export class ArmsRepository {
  constructor(private readonly database: Database) {}

  /** When the newest answer that is stored was asked for, in milliseconds; 0 without any. Throws as {@link totals} does. */
  async newestMs(): Promise<number> {
    const [row] = await this.database.query<{ newest: Date | null }>(NEWEST, []);
    return row?.newest?.getTime() ?? 0;
  }

  /** In the order of time. @throws DatabaseUnavailableError; retry later. */
  totals({ offsets, from, until, windowMs, sliceMs, weights }: ArmsSpan): Promise<ArmTotal[]> {
    const parameters = [offsets, from, until, windowMs, sliceMs, JSON.stringify(weights)];
    return this.database.query<ArmTotal>(ARMS, parameters);
  }
}
