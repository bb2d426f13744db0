import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';
import { BackgroundLoop } from '@gauntlet/timing';
import { CandidatesRepository } from './candidates.repository';
import { Waiters } from './waiters';

const SWEEP_EVERY_MS = 2_000;

/**
 * Looks in the table of candidates for callers who have waited a while. A broadcast group that rejoins misses what was
 * released meanwhile, and no caller should wait for the deadline because of that. Does nothing while Postgres is away.
 */
@Injectable()
export class WaiterSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(WaiterSweep.name);
  private readonly loop = new BackgroundLoop(() => this.sweep(), {
    everyMs: SWEEP_EVERY_MS,
    onError: (error) => this.logger.warn('could not look for missed answers', error),
  });

  constructor(
    private readonly waiters: Waiters,
    private readonly candidates: CandidatesRepository,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  onApplicationShutdown(): void {
    this.loop.stop();
  }

  /** Wakes every caller who has waited longer than the interval and whose answer is stored. */
  private async sweep(): Promise<void> {
    const requestIds = this.waiters.waitingLongerThan(SWEEP_EVERY_MS);
    if (requestIds.length === 0 || !this.database.isUp()) return;
    const found = await this.candidates.findAll(requestIds);
    found.forEach((candidate, requestId) => this.waiters.wake(requestId, candidate));
  }
}
