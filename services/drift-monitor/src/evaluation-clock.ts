import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { BackgroundLoop } from '@gauntlet/timing';
import { DriftMonitorConfig } from './drift-monitor.config';
import { EvaluationService } from './evaluation.service';
import { RampService } from './ramps/ramp.service';

/** Evaluates all monitors and ramps every interval, never two at a time. */
@Injectable()
export class EvaluationClock implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EvaluationClock.name);
  private readonly loop: BackgroundLoop;

  constructor(
    { DRIFT_EVALUATION_INTERVAL_MS }: DriftMonitorConfig,
    private readonly evaluation: EvaluationService,
    private readonly ramps: RampService,
  ) {
    this.loop = new BackgroundLoop(() => this.look(new Date()), {
      everyMs: DRIFT_EVALUATION_INTERVAL_MS,
      onError: (error) => this.report(error),
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Waits for an evaluation that is under way, so that its publisher and database are still there. */
  async onModuleDestroy(): Promise<void> {
    this.loop.stop();
    await this.loop.idle;
  }

  // A monitor that fails must not keep a canary in force that is worse.
  private async look(now: Date): Promise<void> {
    try {
      await this.evaluation.evaluate(now);
    } finally {
      await this.ramps.follow(now);
    }
  }

  // An outage is reported by whoever lost the connection; the next tick makes up for it.
  private report(error: unknown): void {
    if (error instanceof DependencyUnavailableError) return this.logger.debug(error.message);
    this.logger.error(error instanceof Error ? error : String(error));
  }
}
