import { DataSource, type MigrationInterface } from 'typeorm';
import { PersistenceConfig } from './persistence.config';

/** What a service keeps in Postgres: its own schema, and how that came to be. */
export interface PersistenceOptions {
  /** The service's schema, which no other service touches. */
  readonly schema: string;
  readonly migrations: (new () => MigrationInterface)[];
}

// The client gives up a little after the server would have: only a server that hangs gets that far.
const CLIENT_GRACE_MS = 2_000;
// An address that leads elsewhere is followed within this time, even when the old server still answers.
const MAX_LIFETIME_S = 600;

/** The service's data source, not connected yet: `Database` connects it, and again. */
export function createDataSource(config: PersistenceConfig, options: PersistenceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: config.DATABASE_URL,
    schema: options.schema,
    migrations: options.migrations,
    migrationsTableName: 'migrations',
    applicationName: `gauntlet.${options.schema}`,
    poolSize: config.DATABASE_POOL_SIZE,
    connectTimeoutMS: config.DATABASE_CONNECT_TIMEOUT_MS,
    logging: false,
    extra: {
      statement_timeout: config.DATABASE_STATEMENT_TIMEOUT_MS,
      query_timeout: config.DATABASE_STATEMENT_TIMEOUT_MS + CLIENT_GRACE_MS,
      maxLifetimeSeconds: MAX_LIFETIME_S,
      keepAlive: true,
    },
  });
}
