import type { MigrationInterface, QueryRunner } from 'typeorm';

const GAPS = `
  CREATE TABLE eval_scorer.gaps (
    topic text NOT NULL,
    log_partition integer NOT NULL,
    first_offset bigint NOT NULL,
    last_offset bigint NOT NULL,
    noticed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, log_partition, first_offset)
  )`;

const VIEW = `
  CREATE VIEW analytics.gaps AS
  SELECT topic, log_partition AS partition, first_offset, last_offset, noticed_at FROM eval_scorer.gaps`;

const COMMENTS = {
  'VIEW analytics.gaps': 'What Kafka removed before the recorder had read it: these offsets are in no other view.',
  'COLUMN analytics.gaps.last_offset': 'last_offset - first_offset + 1 is the most records that are missing',
  'COLUMN analytics.gaps.noticed_at': 'when the recorder came to read them; they were removed at some time before',
};

/** Says which part of the log never reached analytics. */
export class CreateGaps1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(GAPS);
    await runner.query(VIEW);
    for (const [what, comment] of Object.entries(COMMENTS)) await runner.query(`COMMENT ON ${what} IS '${comment}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW analytics.gaps');
    await runner.query('DROP TABLE eval_scorer.gaps');
  }
}
