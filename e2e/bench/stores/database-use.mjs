import pg from 'pg';

const TABLES = `
  SELECT schemaname || '.' || relname AS name, pg_total_relation_size(relid)::bigint AS bytes
  FROM pg_stat_user_tables ORDER BY 1`;
const LOG = `
  SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS "walBytes", xact_commit::bigint AS commits
  FROM pg_stat_database WHERE datname = current_database()`;

/** Bytes of each table with its indexes, bytes of write-ahead log, and commits, all since the database was made. */
export async function databaseUse(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query(TABLES);
    const { rows: log } = await client.query(LOG);
    const { walBytes, commits } = log[0];
    const bytes = Object.fromEntries(tables.map(({ name, bytes }) => [name, Number(bytes)]));
    return { tables: bytes, walBytes: Number(walBytes), commits: Number(commits) };
  } finally {
    await client.end();
  }
}
