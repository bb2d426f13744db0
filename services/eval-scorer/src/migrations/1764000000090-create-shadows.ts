import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOURS = `
  CREATE TABLE eval_scorer.shadow_hours (
    prompt_name text NOT NULL,
    hour timestamptz NOT NULL,
    calls integer NOT NULL,
    PRIMARY KEY (prompt_name, hour)
  )`;

const CLAIMS = `
  CREATE TABLE eval_scorer.shadow_claims (request_id uuid PRIMARY KEY, hour timestamptz NOT NULL)`;

const scores = (whose: string) => `
  CREATE OR REPLACE VIEW analytics.scores AS
  SELECT request_id, tenant, accepted_at, prompt_name, prompt_version, prompt_hash, outcome, scorer, scorer_version,
    score, label, explanation, sampling_reason, sampling_weight
  FROM eval_scorer.first_scores${whose}`;

// Whoever may write submitted requests chooses their tags.
const IS_UUID = `tags ->> 'shadow-request' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;

// The text of the rule on the day of this migration. A later text of the rule needs a later migration.
const ANSWERS_OF_SHADOWS = `
  CREATE VIEW eval_scorer.shadow_answers AS SELECT CASE WHEN ${IS_UUID} THEN (tags ->> 'shadow-request')::uuid END AS of_request_id, first.*
  FROM (SELECT own.* FROM eval_scorer.responses own WHERE NOT EXISTS (
    SELECT FROM eval_scorer.responses earlier WHERE earlier.request_id = own.request_id
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))) AS first
  WHERE tenant = 'gauntlet' AND tags ? 'shadow-request'`;

const SHADOWS = `
  CREATE VIEW analytics.shadows AS
  SELECT answers.request_id, shadow.request_id AS shadow_request_id, answers.tenant, answers.accepted_at,
    answers.pin_offset, answers.prompt_name, answers.prompt_version, shadow.prompt_version AS shadow_version,
    answers.outcome, shadow.outcome AS shadow_outcome, answers.answer, shadow.answer AS shadow_answer,
    answers.cost_usd, shadow.cost_usd AS shadow_cost_usd, answers.latency_ms, shadow.latency_ms AS shadow_latency_ms,
    shadow.reason AS shadow_reason, shadow.provider AS shadow_provider, shadow.model AS shadow_model
  FROM eval_scorer.shadow_answers AS shadow JOIN eval_scorer.answers ON answers.request_id = shadow.of_request_id`;

const SHADOW_SCORES = `
  CREATE VIEW analytics.shadow_scores AS
  SELECT shadow.of_request_id AS request_id, shadow.request_id AS shadow_request_id, theirs.accepted_at,
    theirs.prompt_name, theirs.prompt_version AS shadow_version, theirs.scorer, theirs.scorer_version,
    ours.score, theirs.score AS shadow_score
  FROM eval_scorer.shadow_answers AS shadow
  JOIN eval_scorer.first_scores AS theirs ON theirs.request_id = shadow.request_id
  LEFT JOIN eval_scorer.first_scores AS ours ON ours.request_id = shadow.of_request_id
    AND ours.scorer = theirs.scorer AND ours.scorer_version = theirs.scorer_version`;

const COMMENTS = {
  'VIEW analytics.shadows':
    'One row per request that a shadow answered too: both answers side by side. No other view has the answer of the shadow.',
  'COLUMN analytics.shadows.request_id': 'the request whose caller got `answer`; joins all views of this schema',
  'COLUMN analytics.shadows.shadow_request_id': 'id of the copy, a request like any other; `gauntlet show` draws it',
  'COLUMN analytics.shadows.pin_offset': 'offset in llm.prompt.pinned.v1 of the pin that asked for the shadow',
  'VIEW analytics.shadow_scores':
    'What each scorer said of the answer of a shadow, beside what it said of the answer that was given.',
  'COLUMN analytics.shadow_scores.score': 'of the answer that was given; null when it was not in the sample',
};

/** What shadows may spend, and how analysts compare their answers. */
export class CreateShadows1764000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [HOURS, CLAIMS, ANSWERS_OF_SHADOWS, SHADOWS, SHADOW_SCORES]) await runner.query(statement);
    await runner.query('CREATE INDEX ON eval_scorer.shadow_claims (hour)');
    await runner.query(scores(` WHERE tenant <> 'gauntlet'`));
    for (const [what, comment] of Object.entries(COMMENTS)) await runner.query(`COMMENT ON ${what} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(scores(''));
    await runner.query('DROP VIEW analytics.shadow_scores, analytics.shadows, eval_scorer.shadow_answers');
    await runner.query('DROP TABLE eval_scorer.shadow_claims, eval_scorer.shadow_hours');
  }
}
