import type { DataSource, QueryRunner } from 'typeorm';

// One lock for all services: two of them may create the schema `analytics` at the same time.
const LOCK = "hashtext('gauntlet.migrations')";

/** Creates the data source's schema and runs its open migrations, one process at a time, each in its own transaction. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await withLock(runner, async () => {
      await dataSource.query(`CREATE SCHEMA IF NOT EXISTS "${dataSource.driver.schema}"`);
      await dataSource.runMigrations({ transaction: 'each' });
    });
  } finally {
    await runner.release();
  }
}

// The lock belongs to a transaction, not to the session: a pooler in transaction mode keeps the two together, and it ends
// with its holder. The work goes on over other connections.
async function withLock(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.startTransaction();
  try {
    await runner.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
    await work();
  } finally {
    await runner.rollbackTransaction();
  }
}
