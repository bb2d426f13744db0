import type { INestApplication, LoggerService } from '@nestjs/common';
import { shutdownTelemetry } from '@gauntlet/telemetry';
import { ConfigError } from './config.error';
import { HealthRegistry } from './health-registry';

const CONTEXT = 'Shutdown';

/**
 * The one way out of a process, taken once: not ready any more, no new HTTP, consumers drained, publisher and database
 * closed (Nest's own order), then telemetry, which so still gets the spans of the drain.
 */
export class Shutdown {
  private app: INestApplication | null = null;
  private limitMs = 0;
  private begun = false;

  constructor(private logger: LoggerService) {}

  /** Reacts to signals, to the death of the parent process, and to errors that nobody caught. */
  listen({ logger, limitMs }: { logger: LoggerService; limitMs: number }): void {
    this.logger = logger;
    this.limitMs = limitMs;
    for (const cause of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
      process.on(cause, () => this.begin(cause));
    }
    process.on('unhandledRejection', (reason) => this.crash(reason));
    process.on('uncaughtException', (error) => this.crash(error));
  }

  /** Names the application that a stop has to close. */
  closes(app: INestApplication): void {
    this.app = app;
  }

  /** Ends a process whose start failed. Does nothing when it is stopping anyway: a start cut short fails by nature. */
  fail(error: unknown): void {
    if (this.begun) return;
    if (!(error instanceof ConfigError)) return this.crash(error);
    this.logger.error(`Wrong configuration: ${error.message}`, CONTEXT);
    process.exit(1);
  }

  private crash(error: unknown): void {
    this.logger.fatal?.(error instanceof Error ? error : new Error(String(error)), CONTEXT);
    process.exit(1);
  }

  private begin(cause: string): void {
    if (this.begun) return;
    this.begun = true;
    this.logger.log(`stopping: ${cause}`, CONTEXT);
    setTimeout(() => this.giveUp(), this.limitMs).unref();
    this.close().then(
      () => process.exit(0),
      (error: unknown) => this.crash(error),
    );
  }

  private async close(): Promise<void> {
    if (this.app) {
      this.app.get(HealthRegistry).startDraining();
      await this.app.close();
    }
    this.logger.log('stopped', CONTEXT);
    await shutdownTelemetry();
  }

  private giveUp(): void {
    this.logger.fatal?.(`not stopped within ${this.limitMs} ms; leaving the rest to redelivery`, CONTEXT);
    process.exit(1);
  }
}
