import type { MigrationInterface, QueryRunner } from 'typeorm';

// Instances of the version before go on reading, writing and removing rows under the old names.
const OLD_NAMES = `
  CREATE VIEW ingress.results AS
  SELECT ctid, request_id, log_partition AS kafka_partition, log_offset AS kafka_offset, accepted_at, trace_id, record,
    stored_at, released_at
  FROM ingress.candidates`;

/**
 * Names the table for what it holds, every candidate for an answer, and its columns as the other services name theirs.
 * Only names change, so the size of the table does not matter. The view `ingress.results` keeps the old names for a
 * rolling upgrade; no instance of this version uses it.
 */
export class NameCandidates1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingress.results RENAME TO candidates');
    await runner.query('ALTER TABLE ingress.candidates RENAME COLUMN kafka_partition TO log_partition');
    await runner.query('ALTER TABLE ingress.candidates RENAME COLUMN kafka_offset TO log_offset');
    await runner.query(OLD_NAMES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW ingress.results');
    await runner.query('ALTER TABLE ingress.candidates RENAME COLUMN log_offset TO kafka_offset');
    await runner.query('ALTER TABLE ingress.candidates RENAME COLUMN log_partition TO kafka_partition');
    await runner.query('ALTER TABLE ingress.candidates RENAME TO results');
  }
}
