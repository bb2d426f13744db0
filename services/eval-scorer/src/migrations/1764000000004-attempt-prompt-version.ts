import type { MigrationInterface, QueryRunner } from 'typeorm';

const attempts = (promptVersion: string) => `
  CREATE OR REPLACE VIEW analytics.attempts AS
  SELECT request_id, tenant, accepted_at, prompt_name, ${promptVersion} AS prompt_version, attempt.turn, attempt.rung,
    attempt.number, attempt.provider, attempt.model, attempt."startedAt" AS started_at,
    attempt."durationMs" AS duration_ms, attempt.outcome, attempt."errorCode" AS error_code,
    (attempt.usage ->> 'inputTokens')::bigint AS input_tokens,
    (attempt.usage ->> 'outputTokens')::bigint AS output_tokens, (attempt.usage ->> 'costUsd')::numeric AS cost_usd,
    attempt.ledger, attempt.cut
  FROM eval_scorer.answers, jsonb_to_recordset(attempts) AS attempt(turn int, rung int, number int, provider text,
    model text, "startedAt" timestamptz, "durationMs" double precision, outcome text, "errorCode" text, usage jsonb,
    ledger text, cut boolean, "promptVersion" text)`;

const COMMENT = `COMMENT ON COLUMN analytics.attempts.prompt_version IS
  'that the call was asked with; a backup may have its own. In records older than this, that of the answer'`;

/** Counts a call for the version that it was asked with, not for the one that the answer came from in the end. */
export class AttemptPromptVersion1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(attempts('coalesce(attempt."promptVersion", answers.prompt_version)'));
    await runner.query(COMMENT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(attempts('answers.prompt_version'));
  }
}
