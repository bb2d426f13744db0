import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  CREATE TABLE drift_monitor.responses (
    request_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    log_partition integer NOT NULL,
    log_offset bigint NOT NULL,
    prompt_name text NOT NULL,
    prompt_version text NOT NULL,
    outcome text NOT NULL,
    refused boolean NOT NULL,
    cost_usd double precision,
    latency_ms double precision NOT NULL,
    PRIMARY KEY (request_id, accepted_at, log_partition, log_offset)
  );
  CREATE INDEX ON drift_monitor.responses (accepted_at);
  CREATE TABLE drift_monitor.scores (
    request_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    log_partition integer NOT NULL,
    log_offset bigint NOT NULL,
    prompt_name text NOT NULL,
    prompt_version text NOT NULL,
    scorer text NOT NULL,
    scorer_version text NOT NULL,
    score double precision NOT NULL,
    weight double precision NOT NULL,
    PRIMARY KEY (request_id, accepted_at, scorer, scorer_version, log_partition, log_offset)
  );
  CREATE INDEX ON drift_monitor.scores (accepted_at);
  CREATE TABLE drift_monitor.alerts (
    alert_id uuid PRIMARY KEY,
    monitor text NOT NULL,
    metric text NOT NULL,
    prompt_name text NOT NULL,
    prompt_version text NOT NULL,
    threshold double precision NOT NULL,
    raised_value double precision NOT NULL,
    raised_samples integer NOT NULL,
    raised_start timestamptz NOT NULL,
    raised_end timestamptz NOT NULL,
    raised_published boolean NOT NULL DEFAULT false,
    resolved_value double precision,
    resolved_samples integer,
    resolved_start timestamptz,
    resolved_end timestamptz,
    resolved_published boolean NOT NULL DEFAULT false
  );
  CREATE UNIQUE INDEX one_open_alert ON drift_monitor.alerts (monitor, prompt_name, prompt_version)
    WHERE resolved_end IS NULL`;

// Both keep the time of acceptance in DISTINCT ON, so that a filter on it reaches the index.
const VIEWS = `
  CREATE VIEW drift_monitor.first_responses AS
    SELECT DISTINCT ON (accepted_at, request_id) * FROM drift_monitor.responses
    ORDER BY accepted_at, request_id, log_offset, log_partition;
  CREATE VIEW drift_monitor.first_scores AS
    SELECT DISTINCT ON (accepted_at, request_id, scorer) * FROM drift_monitor.scores
    ORDER BY accepted_at, request_id, scorer, substring(scorer_version FROM 2)::int DESC, log_offset, log_partition;
  CREATE VIEW analytics.alerts AS
    SELECT alert_id, monitor, metric, prompt_name, prompt_version, threshold,
      CASE WHEN resolved_end IS NULL THEN 'raised' ELSE 'resolved' END AS state,
      raised_end AS raised_at, raised_value, raised_samples, raised_start AS raised_window_start,
      resolved_end AS resolved_at, resolved_value, resolved_samples, resolved_start AS resolved_window_start
    FROM drift_monitor.alerts;
  CREATE VIEW analytics.windows AS
    SELECT date_bin('1 minute', accepted_at, 'epoch'::timestamptz) AS window_start, prompt_name, prompt_version,
      count(*) AS answers, avg(refused::int)::double precision AS refusal_rate,
      avg((outcome = 'canned')::int)::double precision AS canned_rate, avg(cost_usd) AS mean_cost_usd,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) AS latency_p50_ms,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_ms) AS latency_p95_ms
    FROM drift_monitor.first_responses GROUP BY 1, 2, 3`;

const COMMENTS: Readonly<Record<string, string>> = {
  'VIEW analytics.alerts': 'Every alert of drift-monitor, open and past; one row each.',
  'COLUMN analytics.alerts.raised_at': 'end of the window that raised it',
  'COLUMN analytics.alerts.resolved_samples':
    '0 when there was nothing left to measure: the version gave no answers while others did, or its monitor is gone',
  'VIEW analytics.windows': 'One row per minute of acceptance and prompt version, for the last 8 days.',
  'COLUMN analytics.windows.refusal_rate': 'share of answers in which the model refused',
  'COLUMN analytics.windows.mean_cost_usd': 'over answers whose cost is known',
};

/** Observations, alerts, and the views on them. */
export class CreateDrift1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS analytics');
    await runner.query(TABLES);
    await runner.query(VIEWS);
    for (const [target, comment] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON ${target} IS '${comment}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.windows, analytics.alerts');
    await runner.query('DROP VIEW drift_monitor.first_scores, drift_monitor.first_responses');
    await runner.query('DROP TABLE drift_monitor.alerts, drift_monitor.scores, drift_monitor.responses');
  }
}
