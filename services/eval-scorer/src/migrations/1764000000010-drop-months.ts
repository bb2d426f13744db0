import type { MigrationInterface, QueryRunner } from 'typeorm';

// Rather fails and comes back than makes those who write wait behind it.
const DROP_MONTHS = `
  CREATE FUNCTION eval_scorer.drop_months(parent text, before timestamptz) RETURNS SETOF text LANGUAGE plpgsql
  SET lock_timeout = '1s' AS $$
  DECLARE
    child text;
  BEGIN
    FOR child IN
      SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
      WHERE inhparent = format('eval_scorer.%I', parent)::regclass AND relname ~ ('^' || parent || '_\\d{4}_\\d{2}$')
      ORDER BY relname
    LOOP
      CONTINUE WHEN
        (to_timestamp(right(child, 7), 'YYYY_MM')::timestamp + interval '1 month') AT TIME ZONE 'UTC' > before;
      EXECUTE format('DROP TABLE IF EXISTS eval_scorer.%I', child);
      RETURN NEXT child;
    END LOOP;
  END $$`;

/** Lets months of answers and scores go as a whole, once all of a month is too old. */
export class DropMonths1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_MONTHS);
    await runner.query('CREATE INDEX feedback_given_at ON eval_scorer.feedback (given_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX eval_scorer.feedback_given_at');
    await runner.query('DROP FUNCTION eval_scorer.drop_months');
  }
}
