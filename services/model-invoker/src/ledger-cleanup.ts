import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CallRepository } from './call.repository';

const EVERY_MS = 3_600_000;
const BATCH = 5_000;

/** Removes calls that are older than the retention, hourly and in small batches; several instances don't disturb each other. */
@Injectable()
export class LedgerCleanup implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(LedgerCleanup.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly calls: CallRepository) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.run().catch((error: unknown) => this.logger.warn(`old calls were not removed: ${String(error)}`));
    }, EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Gives the number of removed calls. */
  async run(): Promise<number> {
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) batch = await this.calls.removeOld(BATCH);
    return removed;
  }
}
