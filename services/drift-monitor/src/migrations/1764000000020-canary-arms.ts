import type { MigrationInterface, QueryRunner } from 'typeorm';

// Null in rows of before.
const COLUMNS = `
  ALTER TABLE drift_monitor.responses ADD COLUMN pin_offset bigint, ADD COLUMN canary boolean, ADD COLUMN unit_id uuid;
  CREATE INDEX ON drift_monitor.responses (unit_id, accepted_at) WHERE unit_id <> request_id;
  COMMENT ON COLUMN drift_monitor.responses.unit_id IS 'stands for the conversation, else for the request'`;

// The text of the rule on the day of this migration. A view has the columns that its table had when it was made, so this one
// stands beside the one of before.
const VIEW = `
  CREATE VIEW drift_monitor.first_responses_by_arm AS SELECT own.* FROM drift_monitor.responses own WHERE NOT EXISTS (
    SELECT FROM drift_monitor.responses earlier WHERE earlier.request_id = own.request_id
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`;

/** Says of each answer by which pin, on which side of the canary and in which conversation it was given. */
export class CanaryArms1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(VIEW);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW drift_monitor.first_responses_by_arm');
    await runner.query(
      'ALTER TABLE drift_monitor.responses DROP COLUMN pin_offset, DROP COLUMN canary, DROP COLUMN unit_id',
    );
  }
}
