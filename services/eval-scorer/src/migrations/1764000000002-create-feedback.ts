import type { MigrationInterface, QueryRunner } from 'typeorm';

const FEEDBACK = `
  CREATE TABLE eval_scorer.feedback (
    event_id uuid PRIMARY KEY,
    request_id uuid NOT NULL,
    accepted_at timestamptz NOT NULL,
    log_partition integer NOT NULL,
    log_offset bigint NOT NULL,
    given_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    tenant text NOT NULL,
    prompt_name text NOT NULL,
    prompt_version text NOT NULL,
    outcome text NOT NULL,
    rating text NOT NULL,
    comment text
  )`;

const VIEW = `
  CREATE VIEW analytics.feedback AS
  SELECT DISTINCT ON (request_id) request_id, tenant, accepted_at, prompt_name, prompt_version, outcome, rating, comment,
    given_at
  FROM eval_scorer.feedback ORDER BY request_id, given_at DESC, log_offset DESC`;

const COMMENTS = {
  'VIEW analytics.feedback': 'At most one row per request: what its caller said last about the answer.',
  'COLUMN analytics.feedback.rating': 'up or down; an answer with down is always scored',
  'COLUMN analytics.feedback.comment': 'redacted; null when there is none',
  'COLUMN analytics.scores.sampling_reason':
    'sample (drawn by hash of the request id), guarded, fallback or disliked (always scored); leave disliked out of means',
  'COLUMN analytics.scores.sampling_weight':
    'how many requests this one stands for: weight means with it; a disliked one stands for none but itself',
};

/** What people thought of answers, and how analysts see it. */
export class CreateFeedback1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FEEDBACK);
    await runner.query('CREATE INDEX ON eval_scorer.feedback (request_id)');
    await runner.query(VIEW);
    for (const [what, comment] of Object.entries(COMMENTS)) await runner.query(`COMMENT ON ${what} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.feedback');
    await runner.query('DROP TABLE eval_scorer.feedback');
  }
}
