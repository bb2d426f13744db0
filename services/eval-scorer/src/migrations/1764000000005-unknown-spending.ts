import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIELDS = `turn int, rung int, number int, provider text, model text, "startedAt" timestamptz,
    "durationMs" double precision, outcome text, "errorCode" text, usage jsonb, ledger text, cut boolean,
    "promptVersion" text, "maybeBilled" boolean, "providerReason" jsonb`;

const COLUMNS = `request_id, tenant, accepted_at, prompt_name,
    coalesce(attempt."promptVersion", answers.prompt_version) AS prompt_version, attempt.turn, attempt.rung,
    attempt.number, attempt.provider, attempt.model, attempt."startedAt" AS started_at,
    attempt."durationMs" AS duration_ms, attempt.outcome, attempt."errorCode" AS error_code,
    (attempt.usage ->> 'inputTokens')::bigint AS input_tokens,
    (attempt.usage ->> 'outputTokens')::bigint AS output_tokens, (attempt.usage ->> 'costUsd')::numeric AS cost_usd,
    attempt.ledger, attempt.cut`;

const FURTHER = `coalesce(attempt."maybeBilled", false) AS maybe_billed,
    (attempt."providerReason" ->> 'status')::int AS provider_status, attempt."providerReason" ->> 'code' AS provider_code,
    attempt."providerReason" ->> 'type' AS provider_type, attempt."providerReason" ->> 'param' AS provider_param`;

const attempts = (columns: string) =>
  `VIEW analytics.attempts AS SELECT ${columns} FROM eval_scorer.answers, jsonb_to_recordset(attempts) AS attempt(${FIELDS})`;

const SUM = 'over all paid attempts, also those whose completion was thrown away; null when one of them is not known';
const COMMENTS = {
  'outputs.input_tokens': SUM,
  'outputs.output_tokens': SUM,
  'outputs.cost_usd': `${SUM}, or the price of one; 0 when none was made`,
  'attempts.maybe_billed': 'true when tokens and cost are null because nobody knows them, as after a timeout',
  'attempts.provider_status': 'HTTP status by which the provider refused; null when it did not',
  'attempts.provider_code': 'the provider’s own code for it',
  'attempts.provider_type': 'the provider’s own type of error',
  'attempts.provider_param': 'the part of the call that the provider objects to',
};

/** Unknown spending is null, not 0, and an attempt says why its provider refused. */
export class UnknownSpending1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE eval_scorer.responses
      ALTER COLUMN input_tokens DROP NOT NULL, ALTER COLUMN output_tokens DROP NOT NULL`);
    await runner.query(`CREATE OR REPLACE ${attempts(`${COLUMNS}, ${FURTHER}`)}`);
    for (const [column, comment] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN analytics.${column} IS '${comment}'`);
    }
  }

  // Rows whose spending is unknown stay: they could only be made wrong.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.attempts');
    await runner.query(`CREATE ${attempts(COLUMNS)}`);
  }
}
