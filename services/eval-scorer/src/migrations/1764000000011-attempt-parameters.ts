import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIELDS = `turn int, rung int, number int, provider text, model text, "startedAt" timestamptz,
    "durationMs" double precision, outcome text, "errorCode" text, usage jsonb, ledger text, cut boolean,
    "promptVersion" text, "maybeBilled" boolean, "providerReason" jsonb, parameters jsonb`;

const COLUMNS = `request_id, tenant, accepted_at, prompt_name,
    coalesce(attempt."promptVersion", answers.prompt_version) AS prompt_version, attempt.turn, attempt.rung,
    attempt.number, attempt.provider, attempt.model, attempt."startedAt" AS started_at,
    attempt."durationMs" AS duration_ms, attempt.outcome, attempt."errorCode" AS error_code,
    (attempt.usage ->> 'inputTokens')::bigint AS input_tokens,
    (attempt.usage ->> 'outputTokens')::bigint AS output_tokens, (attempt.usage ->> 'costUsd')::numeric AS cost_usd,
    attempt.ledger, attempt.cut, coalesce(attempt."maybeBilled", false) AS maybe_billed,
    (attempt."providerReason" ->> 'status')::int AS provider_status, attempt."providerReason" ->> 'code' AS provider_code,
    attempt."providerReason" ->> 'type' AS provider_type, attempt."providerReason" ->> 'param' AS provider_param`;

const attempts = (columns: string) =>
  `VIEW analytics.attempts AS SELECT ${columns} FROM eval_scorer.answers, jsonb_to_recordset(attempts) AS attempt(${FIELDS})`;

const COMMENT = 'that the model was asked with, as the pin has them; null in records older than this';

/** Tells with which parameters each model was asked, so that answers can be compared by them. */
export class AttemptParameters1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE ${attempts(`${COLUMNS}, attempt.parameters`)}`);
    await runner.query(`COMMENT ON COLUMN analytics.attempts.parameters IS '${COMMENT}'`);
  }

  // A view loses a column only by being made again, and its comments with it.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.attempts');
    await runner.query(`CREATE ${attempts(COLUMNS)}`);
  }
}
