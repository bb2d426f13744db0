import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';
import { CandidatesRepository } from '../read/candidates.repository';
import { Waiters } from './waiters';

const SWEEP_EVERY_MS = 2_000;

/**
 * Looks in the table of candidates for callers who have waited a while. A rejoining broadcast group misses what was released
 * meanwhile; nobody should wait for the deadline because of that. Does nothing while Postgres is away.
 */
@Injectable()
export class WaiterSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(WaiterSweep.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly waiters: Waiters,
    private readonly candidates: CandidatesRepository,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.logger.warn('could not look for missed answers', error));
    }, SWEEP_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Wakes every caller who has waited longer than the interval and whose answer is stored. */
  async sweep(): Promise<void> {
    const requestIds = this.waiters.waitingLongerThan(SWEEP_EVERY_MS);
    if (this.sweeping || requestIds.length === 0 || !this.database.isUp()) return;
    this.sweeping = true;
    try {
      const found = await this.candidates.findAll(requestIds);
      found.forEach((candidate, requestId) => this.waiters.wake(requestId, candidate));
    } finally {
      this.sweeping = false;
    }
  }
}
