import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOURS = `
  CREATE TABLE eval_scorer.judge_hours (hour timestamptz PRIMARY KEY, calls integer NOT NULL)`;

const CLAIMS = `
  CREATE TABLE eval_scorer.judge_claims (
    request_id uuid PRIMARY KEY,
    hour timestamptz NOT NULL,
    claimant text NOT NULL
  )`;

const firstOf = (whose: string) => `
  SELECT own.* FROM eval_scorer.responses own WHERE ${whose} AND NOT EXISTS (
    SELECT FROM eval_scorer.responses earlier
    WHERE earlier.request_id = own.request_id
      AND earlier.accepted_at BETWEEN own.accepted_at - interval '24 hours' AND own.accepted_at + interval '24 hours'
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`;

// Every view of answers stands on this one: what Gauntlet asked itself leaves all of them here.
const USERS_ANSWERS = `CREATE OR REPLACE VIEW eval_scorer.answers AS ${firstOf(`own.tenant <> 'gauntlet'`)}`;
const ALL_ANSWERS = `CREATE OR REPLACE VIEW eval_scorer.answers AS ${firstOf('true')}`;

const JUDGE_CALLS = `
  CREATE VIEW analytics.judge_calls AS
  SELECT request_id, tags ->> 'judged-request' AS judged_request_id, tags ->> 'judged-tenant' AS judged_tenant,
    tags ->> 'sampling-reason' AS sampling_reason, accepted_at, prompt_name AS judge, prompt_version AS judge_version,
    outcome, reason, provider, model, input_tokens, output_tokens, cost_usd, latency_ms, answer, trace_id
  FROM (${firstOf(`own.tenant = 'gauntlet' AND own.tags ? 'judged-request'`)}) AS replies`;

const COMMENTS = {
  'VIEW analytics.judge_calls':
    'One row per question to the judge, with what it cost. These requests are in no other view of answers.',
  'COLUMN analytics.judge_calls.request_id': 'id of the question itself, a request like any other',
  'COLUMN analytics.judge_calls.judged_request_id': 'the request whose answer was judged, as text',
};

/** What the judge may spend, and how analysts see what it was asked. */
export class CreateJudge1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(HOURS);
    await runner.query(CLAIMS);
    await runner.query('CREATE INDEX ON eval_scorer.judge_claims (hour)');
    await runner.query(USERS_ANSWERS);
    await runner.query(JUDGE_CALLS);
    for (const [what, comment] of Object.entries(COMMENTS)) await runner.query(`COMMENT ON ${what} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.judge_calls');
    await runner.query(ALL_ANSWERS);
    await runner.query('DROP TABLE eval_scorer.judge_claims, eval_scorer.judge_hours');
  }
}
