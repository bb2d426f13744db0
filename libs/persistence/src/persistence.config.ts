import { IsInt, Matches, Max, Min } from 'class-validator';

/** Environment of whoever reaches Postgres. */
export class PersistenceConfig {
  @Matches(/^postgres(ql)?:\/\//, { message: 'must start with postgres://' })
  DATABASE_URL: string = 'postgres://gauntlet:gauntlet@127.0.0.1:5433/gauntlet';

  /** Connections per process; migrating needs two. */
  @IsInt()
  @Min(2)
  @Max(100)
  DATABASE_POOL_SIZE: number = 10;

  @IsInt()
  @Min(100)
  DATABASE_STATEMENT_TIMEOUT_MS: number = 10_000;

  /** Limit for a new connection, and for the wait for a free one. */
  @IsInt()
  @Min(100)
  DATABASE_CONNECT_TIMEOUT_MS: number = 3_000;
}
