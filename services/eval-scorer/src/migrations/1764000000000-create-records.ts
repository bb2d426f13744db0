import type { MigrationInterface, QueryRunner } from 'typeorm';

const RESPONSES = `
  CREATE TABLE eval_scorer.responses (
    event_id uuid NOT NULL,
    request_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    log_partition integer NOT NULL,
    log_offset bigint NOT NULL,
    released_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    tenant text NOT NULL,
    origin text NOT NULL,
    conversation text,
    tags jsonb NOT NULL,
    prompt_name text NOT NULL,
    prompt_version text NOT NULL,
    prompt_hash text NOT NULL,
    pin_offset bigint NOT NULL,
    policy text NOT NULL,
    canary boolean NOT NULL,
    outcome text NOT NULL,
    flags jsonb NOT NULL,
    reason text,
    released_by text NOT NULL,
    provider text,
    model text,
    finish_reason text,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cost_usd numeric,
    latency_ms double precision NOT NULL,
    trace_id text,
    stages jsonb NOT NULL,
    verdicts jsonb NOT NULL,
    attempts jsonb NOT NULL,
    input text NOT NULL,
    history jsonb NOT NULL,
    variables jsonb NOT NULL,
    messages jsonb NOT NULL,
    answer text NOT NULL,
    PRIMARY KEY (request_id, accepted_at, log_partition, log_offset)
  ) PARTITION BY RANGE (accepted_at)`;

const SCORES = `
  CREATE TABLE eval_scorer.scores (
    event_id uuid NOT NULL,
    request_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    log_partition integer NOT NULL,
    log_offset bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    tenant text NOT NULL,
    prompt_name text NOT NULL,
    prompt_version text NOT NULL,
    prompt_hash text NOT NULL,
    outcome text NOT NULL,
    scorer text NOT NULL,
    scorer_version text NOT NULL,
    score double precision NOT NULL,
    label text,
    explanation text,
    sampling_reason text NOT NULL,
    sampling_weight double precision NOT NULL,
    PRIMARY KEY (request_id, accepted_at, scorer, scorer_version, log_partition, log_offset)
  ) PARTITION BY RANGE (accepted_at)`;

// The lock keeps rows from entering the default partition between the move and the attachment.
const ADD_MONTH = `
  CREATE FUNCTION eval_scorer.add_month(parent text, month timestamptz) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    child text := parent || to_char(month AT TIME ZONE 'UTC', '_YYYY_MM');
    next_month timestamptz := (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
  BEGIN
    IF to_regclass('eval_scorer.' || child) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('LOCK TABLE eval_scorer.%I IN SHARE ROW EXCLUSIVE MODE', parent);
    IF to_regclass('eval_scorer.' || child) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE eval_scorer.%I (LIKE eval_scorer.%I INCLUDING ALL)', child, parent);
    EXECUTE format(
      'WITH early AS (DELETE FROM eval_scorer.%I WHERE accepted_at >= %L AND accepted_at < %L RETURNING *)
       INSERT INTO eval_scorer.%I SELECT * FROM early', parent || '_default', month, next_month, child);
    EXECUTE format('ALTER TABLE eval_scorer.%I ATTACH PARTITION eval_scorer.%I FOR VALUES FROM (%L) TO (%L)',
      parent, child, month, next_month);
  END $$`;

/** The append-only tables, partitioned by month of acceptance. */
export class CreateRecords1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RESPONSES);
    await runner.query(SCORES);
    for (const table of ['responses', 'scores']) {
      await runner.query(`CREATE TABLE eval_scorer.${table}_default PARTITION OF eval_scorer.${table} DEFAULT`);
      await runner.query(`CREATE INDEX ON eval_scorer.${table} (accepted_at)`);
    }
    await runner.query(ADD_MONTH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION eval_scorer.add_month');
    await runner.query('DROP TABLE eval_scorer.responses, eval_scorer.scores');
  }
}
