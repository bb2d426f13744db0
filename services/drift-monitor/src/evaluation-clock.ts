import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { DriftMonitorConfig } from './drift-monitor.config';
import { EvaluationService } from './evaluation.service';

/** Evaluates every interval, never two at a time. */
@Injectable()
export class EvaluationClock implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EvaluationClock.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly config: DriftMonitorConfig,
    private readonly evaluation: EvaluationService,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  /** Waits for an evaluation that is under way, so that its publisher and database are still there. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.evaluation
        .evaluate(new Date())
        .catch((error: unknown) => this.report(error))
        .then(() => this.schedule());
    }, this.config.DRIFT_EVALUATION_INTERVAL_MS);
  }

  // An outage is reported by whoever lost the connection; the next tick makes up for it.
  private report(error: unknown): void {
    if (error instanceof DependencyUnavailableError) return this.logger.debug(error.message);
    this.logger.error(error instanceof Error ? error : String(error));
  }
}
