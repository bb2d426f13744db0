import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ResultsRepository } from './results.repository';

const EVERY_MS = 3_600_000;
const BATCH = 5_000;

/**
 * Removes results that are older than the retention, hourly and in small batches; several instances don't disturb each
 * other. Keys stay: without its row a key's next use would get the id of its first one, and with it the old answer's place
 * in every other store.
 */
@Injectable()
export class ResultsCleanup implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ResultsCleanup.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly results: ResultsRepository) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.logger.warn(`old results were not removed: ${String(error)}`));
    }, EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Gives the number of removed results. */
  async run(): Promise<number> {
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) batch = await this.results.removeOld(BATCH);
    return removed;
  }
}
