import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BackgroundLoop } from '@gauntlet/timing';
import { Database, DatabaseUnavailableError } from './database';

/** Rows that a service keeps for a limited time. All but the days is trusted SQL, never input. */
export interface KeptRows {
  /** Qualified name of a table without partitions. */
  readonly table: string;
  /** The time that the days count from, as a column or an expression; a row without one stays. */
  readonly since: string;
  readonly days: number;
  /** For rows that outlive their content: the assignments that erase it, and what tells rows that still have it. */
  readonly erase?: { readonly set: string; readonly where: string };
}

/** Injects `KeptRows[]`: what of the service's rows goes, and when; first things first. */
export const KEPT_ROWS = Symbol('KEPT_ROWS');

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;
const BATCH = 5_000;

/**
 * Removes or erases rows whose time is over, a minute after the start and then hourly. Batches are small, so that nothing
 * waits for the removal. Several instances don't disturb each other. What a failed run left is removed by the next run.
 */
@Injectable()
export class Retention implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Retention.name);
  private readonly loop = new BackgroundLoop(() => this.run(), {
    firstMs: FIRST_MS,
    everyMs: EVERY_MS,
    onError: (error) => this.report(error),
  });

  constructor(
    private readonly database: Database,
    @Inject(KEPT_ROWS) private readonly kept: readonly KeptRows[],
  ) {}

  onModuleInit(): void {
    this.loop.start();
  }

  onApplicationShutdown(): void {
    this.loop.stop();
  }

  /** Gives the number of removed and erased rows. Throws as `Database.query` does. */
  async run(): Promise<number> {
    let removed = 0;
    for (const rows of this.kept) removed += await this.removeOld(rows);
    return removed;
  }

  private async removeOld(rows: KeptRows): Promise<number> {
    const sql = removal(rows);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) {
      batch = (await this.database.query(sql, [rows.days])).length;
    }
    return removed;
  }

  // An outage is reported by the database itself.
  private report(error: unknown): void {
    const line = `old rows were not removed: ${String(error)}`;
    if (error instanceof DatabaseUnavailableError) this.logger.debug(line);
    else this.logger.warn(line);
  }
}

function removal({ table, since, erase }: KeptRows): string {
  const isOld = `${since} < now() - make_interval(days => $1)`;
  const old = `SELECT ctid FROM ${table} WHERE ${isOld} AND ${erase?.where ?? 'true'} LIMIT ${BATCH}`;
  const action = erase ? `UPDATE ${table} SET ${erase.set}` : `DELETE FROM ${table}`;
  return `${action} WHERE ctid = ANY (ARRAY (${old})) RETURNING 1`;
}
