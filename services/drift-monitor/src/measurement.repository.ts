import { Injectable } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';
import type { MeasuredWindow, Measurement } from './measurement';

const MEASURE = `
  WITH metrics AS (
    SELECT prompt_name, prompt_version, metric.*
    FROM (
      SELECT prompt_name, prompt_version, count(*) AS answers, count(cost_usd) AS priced,
        avg(refused::int) AS refusal_rate, avg((outcome = 'canned')::int) AS canned_rate, avg(cost_usd) AS mean_cost_usd,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) AS latency_p50_ms,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_ms) AS latency_p95_ms
      FROM drift_monitor.first_responses WHERE accepted_at >= $1 AND accepted_at < $2
      GROUP BY prompt_name, prompt_version
    ) per_version, LATERAL (VALUES
      ('refusal_rate', refusal_rate::double precision, answers),
      ('canned_rate', canned_rate::double precision, answers),
      ('mean_cost_usd', mean_cost_usd, priced),
      ('latency_p50_ms', latency_p50_ms, answers),
      ('latency_p95_ms', latency_p95_ms, answers)
    ) AS metric(metric, value, samples)
    UNION ALL
    SELECT prompt_name, prompt_version, 'score.' || scorer, sum(weight * score) / sum(weight), count(*)
    FROM drift_monitor.first_scores WHERE accepted_at >= $1 AND accepted_at < $2
    GROUP BY prompt_name, prompt_version, scorer
  )
  SELECT prompt_name AS "promptName", prompt_version AS "promptVersion", metric, value, samples::int
  FROM metrics WHERE value IS NOT NULL ORDER BY 1, 2, 3`;

/** Computes windows from deduplicated rows: the first candidate by offset, the newest version of each scorer. */
@Injectable()
export class MeasurementRepository {
  constructor(private readonly database: Database) {}

  /** Every metric of every prompt version with answers in the window. @throws DatabaseUnavailableError; retry later. */
  measure({ start, end }: MeasuredWindow): Promise<Measurement[]> {
    return this.database.query<Measurement>(MEASURE, [start, end]);
  }
}
