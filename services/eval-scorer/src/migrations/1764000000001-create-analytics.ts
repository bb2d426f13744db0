import type { MigrationInterface, QueryRunner } from 'typeorm';
import { COLUMN_COMMENTS, VIEW_COMMENTS } from './analytics-comments';

// An idempotency key, and with it a request id, lives for a day: the same id later is another request.
const firstOf = (table: string, sameAs: string) => `
  SELECT own.* FROM eval_scorer.${table} own WHERE NOT EXISTS (
    SELECT FROM eval_scorer.${table} earlier
    WHERE earlier.request_id = own.request_id ${sameAs}
      AND earlier.accepted_at BETWEEN own.accepted_at - interval '24 hours' AND own.accepted_at + interval '24 hours'
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`;

const OUTPUTS = `
  SELECT request_id, tenant, accepted_at, released_at, prompt_name, prompt_version, prompt_hash, pin_offset, policy,
    canary, outcome, ARRAY(SELECT jsonb_array_elements_text(flags)) AS flags, reason, provider, model, finish_reason,
    input_tokens, output_tokens, cost_usd, latency_ms, input, messages, answer, conversation, tags, trace_id
  FROM eval_scorer.answers`;

const ATTEMPTS = `
  SELECT request_id, tenant, accepted_at, prompt_name, prompt_version, attempt.turn, attempt.rung, attempt.number,
    attempt.provider, attempt.model, attempt."startedAt" AS started_at, attempt."durationMs" AS duration_ms,
    attempt.outcome, attempt."errorCode" AS error_code, (attempt.usage ->> 'inputTokens')::bigint AS input_tokens,
    (attempt.usage ->> 'outputTokens')::bigint AS output_tokens, (attempt.usage ->> 'costUsd')::numeric AS cost_usd,
    attempt.ledger, attempt.cut
  FROM eval_scorer.answers, jsonb_to_recordset(attempts) AS attempt(turn int, rung int, number int, provider text,
    model text, "startedAt" timestamptz, "durationMs" double precision, outcome text, "errorCode" text, usage jsonb,
    ledger text, cut boolean)`;

const VERDICTS = `
  SELECT request_id, tenant, accepted_at, prompt_name, prompt_version, verdict.side, verdict.turn,
    verdict."check" AS check_name, verdict.outcome, verdict.reason, verdict."durationMs" AS duration_ms
  FROM eval_scorer.answers, jsonb_to_recordset(verdicts) AS verdict(side text, turn int, "check" text, outcome text,
    reason text, "durationMs" double precision)`;

const SCORES = `
  SELECT request_id, tenant, accepted_at, prompt_name, prompt_version, prompt_hash, outcome, scorer, scorer_version,
    score, label, explanation, sampling_reason, sampling_weight
  FROM eval_scorer.first_scores`;

const VIEWS = {
  'eval_scorer.answers': firstOf('responses', ''),
  'eval_scorer.first_scores': firstOf(
    'scores',
    'AND earlier.scorer = own.scorer AND earlier.scorer_version = own.scorer_version',
  ),
  'analytics.outputs': OUTPUTS,
  'analytics.attempts': ATTEMPTS,
  'analytics.verdicts': VERDICTS,
  'analytics.scores': SCORES,
};

/** What analysts query: exactly one row per request, whatever was repeated or superseded below. */
export class CreateAnalytics1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS analytics');
    for (const [view, select] of Object.entries(VIEWS)) await runner.query(`CREATE VIEW ${view} AS ${select}`);
    for (const [view, comment] of VIEW_COMMENTS) await runner.query(`COMMENT ON VIEW ${view} IS '${comment}'`);
    for (const [column, comment] of COLUMN_COMMENTS) await runner.query(`COMMENT ON COLUMN ${column} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const view of Object.keys(VIEWS).reverse()) await runner.query(`DROP VIEW ${view}`);
  }
}
