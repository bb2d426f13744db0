import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says when a key was taken, so that it can go. Keys from before this count from now on. */
export class DateKeys1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingress.idempotency_keys ADD COLUMN claimed_at timestamptz NOT NULL DEFAULT now()');
    await runner.query('CREATE INDEX idempotency_keys_claimed_at ON ingress.idempotency_keys (claimed_at)');
    await runner.query(`CREATE INDEX idempotency_keys_with_facts ON ingress.idempotency_keys (claimed_at)
                        WHERE accepted <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingress.idempotency_keys DROP COLUMN claimed_at');
  }
}
