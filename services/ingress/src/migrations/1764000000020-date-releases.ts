import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says when a result was released, as Kafka has it. Rows from before don't know; their time of storing is close to it. */
export class DateReleases1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingress.results ADD COLUMN released_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingress.results DROP COLUMN released_at');
  }
}
