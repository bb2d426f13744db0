import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';

const TABLES = ['responses', 'scores'];
const MONTHS_AHEAD = 3;
const AGAIN_MS = 6 * 3_600_000;
const RETRY_MS = 5_000;

/**
 * Makes monthly partitions ahead of time. A row whose month has none goes to the default partition, and moves when its
 * month is made, so a keeper that was late loses nothing.
 */
@Injectable()
export class PartitionKeeper implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(PartitionKeeper.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.schedule(0);
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  /** Makes the partitions of this month and the next three; those that exist stay as they are. */
  async keepAhead(now: Date): Promise<void> {
    for (const month of monthsFrom(now)) {
      for (const table of TABLES) await this.database.query('SELECT eval_scorer.add_month($1, $2)', [table, month]);
    }
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.keepAhead(new Date()).then(
        () => this.schedule(AGAIN_MS),
        (error: unknown) => this.retry(error),
      );
    }, delayMs).unref();
  }

  private retry(error: unknown): void {
    this.logger.debug(`partitions come later: ${error instanceof Error ? error.message : String(error)}`);
    this.schedule(RETRY_MS);
  }
}

function monthsFrom(now: Date): string[] {
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)).toISOString(),
  );
}
