import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commentsOn } from './analytics-comments';

const BEFORE = `
  SELECT request_id, tenant, accepted_at, prompt_name, prompt_version, verdict.side, verdict.turn,
    verdict."check" AS check_name, verdict.outcome, verdict.reason, verdict."durationMs" AS duration_ms
  FROM eval_scorer.answers, jsonb_to_recordset(verdicts) AS verdict(side text, turn int, "check" text, outcome text,
    reason text, "durationMs" double precision)`;

/** What the view selects since this migration. New columns stand behind the old ones: a view that others query can only grow. */
export const SCORED_VERDICTS = `
  SELECT request_id, tenant, accepted_at, prompt_name, prompt_version, verdict.side, verdict.turn,
    verdict."check" AS check_name, verdict.outcome, verdict.reason, verdict."durationMs" AS duration_ms,
    policy, verdict.version AS check_version, verdict.score, verdict.zone, verdict.shadow, verdict.found
  FROM eval_scorer.answers, jsonb_to_recordset(verdicts) AS verdict(side text, turn int, "check" text, outcome text,
    reason text, "durationMs" double precision, version text, score double precision, zone text, shadow text,
    found jsonb)`;

/** Of the columns that came with this migration. */
export const SCORED_COMMENTS = {
  policy: 'name@version of the guardrail policy that asked for the check',
  check_version:
    'of the detector and its weights, or of the rules of the check; null where it has no rules of its own and in older events',
  score: '0 to 1, the highest of the texts; null for a check that does not score',
  zone: 'allow, judge or block: where the score lies between the two thresholds; null for a check that does not score',
  shadow: 'what would have followed if the check did not only watch; null for a check that is in force',
  found: 'array of type, where (which text), start and end (UTF-16); null when nothing was found',
};

/** Shows analysts what a scoring check said, and by which policy and version. Verdicts from before have nulls. */
export class ScoredVerdicts1764000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE VIEW analytics.verdicts AS ${SCORED_VERDICTS}`);
    for (const [column, comment] of Object.entries(SCORED_COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN analytics.verdicts.${column} IS '${comment}'`);
    }
  }

  // A view loses a column only by being made again. Grants on it are lost and must be given again.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.verdicts');
    await runner.query(`CREATE VIEW analytics.verdicts AS ${BEFORE}`);
    for (const comment of commentsOn('analytics.verdicts')) await runner.query(comment);
  }
}
