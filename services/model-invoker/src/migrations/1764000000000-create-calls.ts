import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The call ledger: one row for each model asked for one turn of one request. */
export class CreateCalls1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Room in each page lets lease renewals stay there, without touching an index.
    await runner.query(`
      CREATE TABLE model_invoker.calls (
        request_id uuid NOT NULL,
        turn smallint NOT NULL,
        rung smallint NOT NULL,
        claim uuid NOT NULL,
        owner text NOT NULL,
        claimed_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz NOT NULL,
        cuts integer NOT NULL DEFAULT 0,
        stored_at timestamptz,
        attempts jsonb,
        reply jsonb,
        completion text,
        PRIMARY KEY (request_id, turn, rung),
        CHECK ((stored_at IS NULL) = (attempts IS NULL)),
        CHECK ((reply IS NULL) = (completion IS NULL))
      ) WITH (fillfactor = 70)`);
    await runner.query('CREATE INDEX calls_claimed_at ON model_invoker.calls (claimed_at)');
    await runner.query(`COMMENT ON COLUMN model_invoker.calls.cuts IS
      'times it was taken over from a holder whose lease had run out; each may have been paid'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_invoker.calls');
  }
}
