import type { LoggerService } from '@nestjs/common';
import { shutdownTelemetry } from '@gauntlet/telemetry';
import { endsWithin } from '@gauntlet/timing';
import { ConfigError } from '../config/config.error';
import { RuntimeConfig } from '../config/runtime.config';

const CONTEXT = 'Shutdown';
/** The service that is closed first gets this share of the time before the others begin. */
const HEAD_START = 0.25;

/** A service of this process, as a stop sees it. */
export interface Stoppable {
  startDraining(): void;
  close(): Promise<void>;
}

/**
 * The one way out of a process, taken once: not ready any more, no new HTTP, consumers drained, publisher and database
 * closed (Nest's own order), then telemetry, which so still gets the spans of the drain.
 */
export class Shutdown {
  private readonly services: Stoppable[] = [];
  private limitMs = new RuntimeConfig().SHUTDOWN_TIMEOUT_MS;
  private begun = false;

  constructor(private logger: LoggerService) {}

  /** From here on nothing may be started. */
  get hasBegun(): boolean {
    return this.begun;
  }

  /** Reacts to signals, to the death of the parent process, and to errors that nobody caught. */
  listen(): void {
    for (const cause of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
      process.on(cause, () => this.begin(cause));
    }
    process.on('unhandledRejection', (reason) => this.crash(reason));
    process.on('uncaughtException', (error) => this.crash(error));
  }

  /** What the process was told about its log and its end. */
  configure({ logger, limitMs }: { logger: LoggerService; limitMs: number }): void {
    this.logger = logger;
    this.limitMs = limitMs;
  }

  /** Adds a service that a stop has to close; the first has callers, whom the others still answer while it closes. */
  closes(service: Stoppable): void {
    this.services.push(service);
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
    for (const service of this.services) service.startDraining();
    await this.closeServices();
    this.logger.log('stopped', CONTEXT);
    await shutdownTelemetry();
  }

  // One that can't be closed is told only when the others have had their time.
  private async closeServices(): Promise<void> {
    const [first, ...others] = this.services;
    if (!first) return;
    const closing = [first.close()];
    if (others.length > 0) await endsWithin(this.limitMs * HEAD_START, Promise.allSettled(closing));
    const ends = await Promise.allSettled([...closing, ...others.map((service) => service.close())]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  private giveUp(): void {
    this.logger.fatal?.(`not stopped within ${this.limitMs} ms; leaving the rest to redelivery`, CONTEXT);
    process.exit(1);
  }
}
