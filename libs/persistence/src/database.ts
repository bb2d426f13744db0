import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseUnavailableError } from './database-unavailable.error';
import { migrate } from './migrate';
import { driverErrorOf, innermost, outageOf } from './outage';
import { StatementError } from './statement.error';

const LOOK_AGAIN_MS = 500;

/**
 * The service's way to Postgres. Connects in the background, runs the service's migrations, and keeps looking for a
 * server that went away, so that a process starts and serves without it. Statements are refused at once while it is down.
 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Database.name);
  /** Monotonic milliseconds; null while it is down. */
  private upSince: number | null = null;
  private migrated = false;
  private stopping = false;
  private complaint = '';
  private connecting: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.connecting = this.keepConnected();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.upSince = null;
    this.wake();
    await this.connecting;
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** False until connected and migrated, and from a lost connection until it is back. */
  isUp(): boolean {
    return this.upSince !== null;
  }

  /** How long {@link isUp} has been true without a break, in milliseconds; 0 while it is not. */
  upForMs(): number {
    return this.upSince === null ? 0 : performance.now() - this.upSince;
  }

  /** For health checks. @throws DatabaseUnavailableError while {@link isUp} is false. */
  assertUp(): void {
    if (!this.isUp())
      throw new DatabaseUnavailableError('Postgres is not reachable yet or any more: check DATABASE_URL');
  }

  /**
   * Runs one statement in its own transaction and gives its rows.
   * @throws DatabaseUnavailableError when Postgres is away or overloaded (retry later; the statement may have run).
   * @throws StatementError when it refused the statement.
   */
  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.assertUp();
    const runner = this.dataSource.createQueryRunner();
    try {
      const { records } = await runner.query(sql, [...parameters], true);
      return records as Row[];
    } catch (error) {
      throw this.explain(error);
    } finally {
      await runner.release();
    }
  }

  private explain(error: unknown): Error {
    const outage = outageOf(error);
    if (outage === 'none') return new StatementError(error);
    if (outage === 'gone') this.lost(error);
    return new DatabaseUnavailableError(`Postgres is ${outage}: ${innermost(error).message}`, {
      cause: driverErrorOf(error),
    });
  }

  private lost(error: unknown): void {
    if (!this.isUp()) return;
    this.upSince = null;
    this.complain(error);
    this.wake();
  }

  private async keepConnected(): Promise<void> {
    while (!this.stopping) {
      if (!this.isUp()) await this.look();
      await this.pause();
    }
  }

  private async look(): Promise<void> {
    try {
      if (!this.dataSource.isInitialized) await this.dataSource.initialize();
      if (!this.migrated) await migrate(this.dataSource);
      this.migrated = true;
      await this.dataSource.query('SELECT 1');
      this.upSince = this.stopping ? null : performance.now();
      this.complaint = '';
      this.logger.log('connected to Postgres');
    } catch (error) {
      this.complain(error);
    }
  }

  // Once per reason, not once per look.
  private complain(error: unknown): void {
    const { code, message } = innermost(error);
    const complaint = `Postgres is not usable (${code || 'no code'}): ${message}`;
    if (complaint !== this.complaint) this.logger.warn(complaint);
    this.complaint = complaint;
  }

  private pause(): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = resolve;
      if (!this.isUp()) setTimeout(resolve, LOOK_AGAIN_MS);
    });
  }
}
