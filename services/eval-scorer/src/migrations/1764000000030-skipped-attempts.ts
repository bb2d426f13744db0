import type { MigrationInterface, QueryRunner } from 'typeorm';

const COMMENTS = {
  outcome: 'succeeded, failed, or skipped when no call was made; older records have a skipped one as failed',
  error_code: 'why the call failed or was not made; null for an answer',
  duration_ms: 'of the call; null when none was made',
  ledger:
    'claimed (paid now), replayed (a stored result was used) or unreachable (went on without the ledger); null when no call was made',
};

/** Tells analysts of attempts that made no call. The view shows them as it is: what they lack is null. */
export class SkippedAttempts1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [column, comment] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN analytics.attempts.${column} IS '${comment}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of Object.keys(COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN analytics.attempts.${column} IS NULL`);
    }
  }
}
