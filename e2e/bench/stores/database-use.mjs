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
    return { tables: byTable(tables), walBytes: Number(walBytes), commits: Number(commits) };
  } finally {
    await client.end();
  }
}

/** A table that has a part for each month is one table. */
function byTable(tables) {
  const all = {};
  for (const { name, bytes } of tables) {
    const whole = name.replace(/_\d{4}_\d{2}$/, '');
    all[whole] = (all[whole] ?? 0) + Number(bytes);
  }
  return all;
}
