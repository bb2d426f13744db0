import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE ingress.system_messages (
    accepted_at timestamptz NOT NULL,
    hash text NOT NULL,
    messages jsonb NOT NULL,
    PRIMARY KEY (accepted_at, hash)
  )`;

const BACK_INTO_RECORDS = `
  UPDATE ingress.candidates AS own
  SET record = jsonb_set(own.record, '{content,messages}', stored.messages || ((own.record #> '{content,messages}') - 0))
  FROM ingress.system_messages AS stored
  WHERE stored.hash = own.record #>> '{content,messages,0,hash}'
    AND stored.accepted_at = date_trunc('day', own.accepted_at, 'UTC')`;

/**
 * Makes the table of the system messages that many records begin with, each once for all records of a day. Records from
 * before hold theirs and stay as they are.
 */
export class ShareSystemMessages1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  // The version before reads records whole. Stop the instances of this version first: they can't write without the table.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK_INTO_RECORDS);
    await runner.query('DROP TABLE ingress.system_messages');
  }
}
