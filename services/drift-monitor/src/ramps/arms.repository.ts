import { Injectable } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';
import type { RunningRamp } from '@gauntlet/registry';
import type { ArmsMetric, TimedSlice } from './arms';
import { timesOf } from './ramp-times';

interface Row {
  readonly metric: string;
  readonly start: Date;
  readonly canary: boolean;
  readonly sum: number;
  readonly count: number;
}

// A conversation counts once: for the arm of its first answer since the ramp began, with the mean over its answers of the
// window, and only once the window and the time for what comes late have passed, so that its value stays what it is. Scores of
// the answers that are always scored are drawn like the others, so that each score that counts stands for equally many.
const ARMS = `
  WITH answers AS MATERIALIZED (
    SELECT request_id, accepted_at, canary, unit_id, outcome, refused FROM drift_monitor.first_responses_by_arm
    WHERE pin_offset = ANY($1) AND accepted_at >= $2::timestamptz - interval '1 minute'
  ), units AS (
    SELECT DISTINCT ON (unit_id) unit_id, canary, accepted_at AS began_at FROM answers
    ORDER BY unit_id, accepted_at, request_id
  ), counted AS MATERIALIZED (
    SELECT unit_id, units.canary, date_bin($5::float8 * interval '1 ms', began_at, $2::timestamptz) AS start,
      request_id, outcome, refused
    FROM units JOIN answers USING (unit_id)
    WHERE began_at < $3 AND answers.canary = units.canary AND accepted_at < began_at + $4::float8 * interval '1 ms'
  ), scores AS (
    SELECT unit_id, canary, start, scorer, score, weight / max(weight) OVER (PARTITION BY scorer) AS share,
      ('x' || left(md5(request_id::text), 8))::bit(32)::bigint / 4294967296.0 AS draw
    FROM counted JOIN drift_monitor.first_scores USING (request_id)
  ), means AS (
    SELECT unit_id, canary, start, metric.name AS metric, avg(metric.value) AS value
    FROM counted, LATERAL (VALUES
      ('answered_rate', (outcome = 'answered')::int::float8),
      ('refusal_rate', (NOT refused)::int::float8),
      ('canned_rate', (outcome <> 'canned')::int::float8)
    ) AS metric(name, value) GROUP BY unit_id, canary, start, metric.name
    UNION ALL
    SELECT unit_id, canary, start, 'score.' || scorer, avg(score) FROM scores WHERE draw < share
    GROUP BY unit_id, canary, start, scorer
  )
  SELECT metric, start, canary, sum(value) AS sum, count(*)::int AS count FROM means
  GROUP BY metric, start, canary ORDER BY start, metric`;

/** What both arms of a ramp answered. */
@Injectable()
export class ArmsRepository {
  constructor(private readonly database: Database) {}

  /** Every metric that has a value by now, in the order in which they began. @throws DatabaseUnavailableError; retry later. */
  async measure(ramp: RunningRamp, now: Date): Promise<ArmsMetric[]> {
    const { windowMs, settledMs, sliceMs } = timesOf(ramp.ramp);
    const until = new Date(now.getTime() - settledMs);
    const rows = await this.database.query<Row>(ARMS, [ramp.offsets, ramp.beganAt, until, windowMs, sliceMs]);
    const metrics = [...new Set(rows.map(({ metric }) => metric))];
    return metrics.map((metric) => ({ metric, slices: slicesOf(rows.filter((row) => row.metric === metric)) }));
  }
}

function slicesOf(rows: readonly Row[]): TimedSlice[] {
  const starts = [...new Set(rows.map(({ start }) => start.getTime()))];
  const byPlace = new Map(rows.map((row) => [`${row.start.getTime()} ${row.canary}`, row]));
  const arm = (startMs: number, isCanary: boolean) => {
    const { sum = 0, count = 0 } = byPlace.get(`${startMs} ${isCanary}`) ?? {};
    return { sum, count };
  };
  return starts.map((startMs) => ({ startMs, canary: arm(startMs, true), control: arm(startMs, false) }));
}
