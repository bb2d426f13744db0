import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCORED_COMMENTS, SCORED_VERDICTS } from './1764000000050-scored-verdicts';
import { commentsOn } from './analytics-comments';

const NOW = SCORED_VERDICTS.replace('verdict.found', 'verdict.found, verdict.judge').replace(
  'found jsonb',
  'found jsonb, judge jsonb',
);

const COMMENT =
  'what the judge said of a score in doubt: prompt, hash, model, verdict or the reason why there is none, usage, durationMs; ' +
  'null where the policy names no judge or nothing was in doubt';

/** Shows analysts what a judge said of scores in doubt. Verdicts from before have null. */
export class JudgedVerdicts1764000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE VIEW analytics.verdicts AS ${NOW}`);
    await runner.query(`COMMENT ON COLUMN analytics.verdicts.judge IS '${COMMENT}'`);
  }

  // A view loses a column only by being made again. Grants on it are lost and must be given again.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.verdicts');
    await runner.query(`CREATE VIEW analytics.verdicts AS ${SCORED_VERDICTS}`);
    for (const comment of commentsOn('analytics.verdicts', SCORED_COMMENTS)) await runner.query(comment);
  }
}
