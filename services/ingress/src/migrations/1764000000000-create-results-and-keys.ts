import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results are candidates as the log has them; keys say which request a key belongs to. */
export class CreateResultsAndKeys1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ingress.results (
        request_id uuid NOT NULL,
        kafka_partition integer NOT NULL,
        kafka_offset bigint NOT NULL,
        accepted_at timestamptz NOT NULL,
        trace_id text,
        record jsonb NOT NULL,
        stored_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (request_id, kafka_partition, kafka_offset)
      )`);
    await runner.query(`CREATE INDEX results_accepted_at ON ingress.results (accepted_at)`);
    await runner.query(`
      CREATE TABLE ingress.idempotency_keys (
        key_id uuid PRIMARY KEY,
        request_id uuid NOT NULL,
        body_hash bytea NOT NULL,
        accepted jsonb NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX idempotency_keys_request_id ON ingress.idempotency_keys (request_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ingress.idempotency_keys');
    await runner.query('DROP TABLE ingress.results');
  }
}
