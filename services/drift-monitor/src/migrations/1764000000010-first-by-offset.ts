import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCORES = 'drift_monitor.scores';
const versionOf = (row: string) => `substring(${row}.scorer_version FROM 2)::int`;

// The text of the rule on the day of this migration. A later text of the rule needs a later migration.
const VIEWS = {
  'drift_monitor.first_responses': `SELECT own.* FROM drift_monitor.responses own WHERE NOT EXISTS (
    SELECT FROM drift_monitor.responses earlier WHERE earlier.request_id = own.request_id
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`,
  // Of a scorer's versions the newest counts.
  'drift_monitor.first_scores': `
    SELECT * FROM (SELECT own.* FROM ${SCORES} own WHERE NOT EXISTS (
    SELECT FROM ${SCORES} earlier WHERE earlier.request_id = own.request_id AND earlier.scorer = own.scorer AND earlier.scorer_version = own.scorer_version
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))) AS first WHERE NOT EXISTS (
      SELECT FROM ${SCORES} newer WHERE newer.request_id = first.request_id AND newer.scorer = first.scorer
        AND ${versionOf('newer')} > ${versionOf('first')})`,
};

// As they were before: a request was another one at another time of acceptance.
const VIEWS_BEFORE = {
  'drift_monitor.first_responses': `
    SELECT DISTINCT ON (accepted_at, request_id) * FROM drift_monitor.responses
    ORDER BY accepted_at, request_id, log_offset, log_partition`,
  'drift_monitor.first_scores': `
    SELECT DISTINCT ON (accepted_at, request_id, scorer) * FROM ${SCORES} AS first
    ORDER BY accepted_at, request_id, scorer, ${versionOf('first')} DESC, log_offset, log_partition`,
};

/** Makes the views of what stands by the one rule of contracts, which knows a request by its id alone. */
export class FirstByOffset1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replaceViews(runner, VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceViews(runner, VIEWS_BEFORE);
  }
}

async function replaceViews(runner: QueryRunner, views: Readonly<Record<string, string>>): Promise<void> {
  for (const [view, select] of Object.entries(views)) await runner.query(`CREATE OR REPLACE VIEW ${view} AS ${select}`);
}
