import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DAY_MS } from '@gauntlet/contracts';
import { Database, DatabaseUnavailableError } from '@gauntlet/persistence';
import { News } from '@gauntlet/runtime';
import { BackgroundLoop } from '@gauntlet/timing';
import { EvalScorerConfig } from './eval-scorer.config';

// System messages last, so that no answer is without those that the answer names.
const TABLES = ['responses', 'scores', 'system_messages'];
const DROP_MONTHS = 'SELECT drop_months AS name FROM eval_scorer.drop_months($1, $2)';
const MONTHS_AHEAD = 3;
const AGAIN_MS = 6 * 3_600_000;
const RETRY_MS = 5_000;
const SAY_AGAIN_MS = 3_600_000;

/**
 * Makes monthly partitions ahead of time, and drops partitions whose last day is older than the retention. A row of a
 * month without a partition goes to the default partition. The row moves when the partition of its month is made, so a
 * keeper that was late loses nothing.
 */
@Injectable()
export class PartitionKeeper implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(PartitionKeeper.name);
  private readonly refusals = new News(SAY_AGAIN_MS);
  private readonly loop = new BackgroundLoop(() => this.keep(new Date()), {
    firstMs: 0,
    everyMs: AGAIN_MS,
    retryMs: RETRY_MS,
    onError: (error) => this.report(error),
  });

  constructor(
    private readonly database: Database,
    private readonly config: EvalScorerConfig,
  ) {}

  onModuleInit(): void {
    this.loop.start();
  }

  onApplicationShutdown(): void {
    this.loop.stop();
  }

  /** Makes the partitions of this month and the next three; those that exist stay as they are. */
  async keepAhead(now: Date): Promise<void> {
    for (const month of monthsFrom(now)) {
      for (const table of TABLES) await this.database.query('SELECT eval_scorer.add_month($1, $2)', [table, month]);
    }
  }

  /** Drops the partitions of months that ended before the retention, and gives their names. */
  async dropOld(now: Date): Promise<string[]> {
    const before = new Date(now.getTime() - this.config.RECORDS_RETENTION_DAYS * DAY_MS);
    const dropped: string[] = [];
    for (const table of TABLES) {
      const rows = await this.database.query<{ name: string }>(DROP_MONTHS, [table, before]);
      dropped.push(...rows.map(({ name }) => name));
    }
    return dropped;
  }

  private async keep(now: Date): Promise<void> {
    await this.keepAhead(now);
    const dropped = await this.dropOld(now);
    if (dropped.length > 0) this.logger.log(`dropped after RECORDS_RETENTION_DAYS: ${dropped.join(', ')}`);
  }

  // An outage is reported by the database itself.
  private report(error: unknown): void {
    const line = `partitions were not all made and dropped: ${String(error)}`;
    if (error instanceof DatabaseUnavailableError) this.logger.debug(line);
    else if (this.refusals.isNew(line)) this.logger.warn(line);
  }
}

function monthsFrom(now: Date): string[] {
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)).toISOString(),
  );
}
