import { IsInt, Matches, Max, Min } from '@gauntlet/runtime';

// A scheme, and one host: nothing behind the user may hold a comma, and nobody chooses between hosts.
const ONE_SERVER = /^postgres(ql)?:\/\/([^/?#]*@)?[^,/?#]*(?!.*target_session_attrs)([/?#]|$)/;

/** Environment of whoever reaches Postgres. */
export class PersistenceConfig {
  /** One address, which has to lead to the primary; `sslmode`, `sslrootcert`, `sslcert` and `sslkey` as its parameters. */
  @Matches(ONE_SERVER, {
    message: 'must start with postgres:// and name one host: use an address that follows the primary',
  })
  DATABASE_URL: string = 'postgres://gauntlet:gauntlet@127.0.0.1:5433/gauntlet';

  /** Connections per process; migrating needs two. */
  @IsInt()
  @Min(2)
  @Max(100)
  DATABASE_POOL_SIZE: number = 10;

  /** At most an hour; a timer of Node counts no further than 24 days. */
  @IsInt()
  @Min(100)
  @Max(3_600_000)
  DATABASE_STATEMENT_TIMEOUT_MS: number = 10_000;

  /** Limit for a new connection, and for the wait for a free one. */
  @IsInt()
  @Min(100)
  @Max(3_600_000)
  DATABASE_CONNECT_TIMEOUT_MS: number = 3_000;
}
