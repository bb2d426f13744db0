import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { endsWithin } from '@gauntlet/timing';
import { migrate } from './migrate';
import { driverErrorOf, innermost, outageOf } from './outage';
import { PersistenceConfig } from './persistence.config';
import { isRefusedTimeout, withoutStartupTimeout } from './pooler';
import { PreparedStatements } from './prepared-statements';
import { assertWritable, connectionsOf, renewConnections } from './primary';
import { runStatement } from './statement';
import { StatementError } from './statement.error';
import { storableParameter } from './storable';

/** Postgres is away, starting, out of resources or too slow to answer; the statement may have run. A retry helps later. */
export class DatabaseUnavailableError extends DependencyUnavailableError {
  constructor(message: string, options?: ErrorOptions) {
    super('database', message, options);
  }
}

const DISK_FULL = '53100';
const WRITES = /^\s*(WITH\b.*)?\b(INSERT|UPDATE|DELETE)\b/is;
const LOOK_AGAIN_MS = 500;
/** How long a process that asks nothing may take a server for the primary that is none any more. */
const CHECK_EVERY_MS = 5_000;

/**
 * The service's way to Postgres. Connects in the background, runs the service's migrations, and keeps looking for a
 * server that went away or takes no writes any more, so that a process starts and serves without it, and follows a
 * failover. Statements are refused at once while it is down; the first of a process wait for its first connection.
 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Database.name);
  private readonly prepared = new PreparedStatements();
  /** Monotonic milliseconds; null while it is down. */
  private upSince: number | null = null;
  private migrated = false;
  private stopping = false;
  private complaint = '';
  private noRoom = '';
  private connecting: Promise<void> = Promise.resolve();
  /** Ends with the first look at the server, or after the time that a connection may take. */
  private firstLook: Promise<unknown> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: PersistenceConfig,
  ) {}

  onModuleInit(): void {
    const look = this.look();
    this.firstLook = endsWithin(this.config.DATABASE_CONNECT_TIMEOUT_MS, look);
    this.connecting = look.then(() => this.keepConnected());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.upSince = null;
    this.wake();
    await this.connecting;
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** How many statements can run at the same time: `DATABASE_POOL_SIZE`. */
  get connections(): number {
    return this.dataSource.options.poolSize ?? 1;
  }

  /** False until connected and migrated, and from a lost connection or primary until a server that takes writes is back. */
  isUp(): boolean {
    return this.upSince !== null;
  }

  /** How long {@link isUp} has been true without a break, in milliseconds; 0 while it is not. */
  upForMs(): number {
    return this.upSince === null ? 0 : performance.now() - this.upSince;
  }

  /** For health checks. @throws DatabaseUnavailableError while {@link isUp} is false. */
  assertUp(): void {
    if (this.isUp()) return;
    const why = this.complaint || 'Postgres is not reached yet';
    throw new DatabaseUnavailableError(`${why}; check DATABASE_URL`);
  }

  /** For health checks. @throws DatabaseUnavailableError from a statement that found the disk full to one that writes. */
  assertRoom(): void {
    if (this.noRoom) throw new DatabaseUnavailableError(`Postgres has no room ${this.noRoom}`);
  }

  /**
   * Runs one statement in its own transaction and gives its rows. Texts that Postgres can't hold are made storable, in
   * objects too, which become `jsonb`: pass the object, not its JSON.
   * @throws DatabaseUnavailableError when Postgres is away or overloaded (retry later; the statement may have run).
   * @throws StatementError when it refused the statement.
   */
  query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.run(sql, (pool) => runStatement<Row>(pool, { text: sql, values: parameters.map(storableParameter) }));
  }

  /**
   * As {@link query}, for an `INSERT` that runs for every request or batch: each connection parses and plans it once. What
   * reads a table is not for here: a plan that was made for an empty table reads the whole table for a minute after it grew.
   * A pooler that keeps no prepared statements costs the gain, not the statement.
   */
  queryPrepared<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.run(sql, (pool) => this.prepared.run<Row>(pool, sql, parameters.map(storableParameter)));
  }

  private async run<Row>(sql: string, work: (pool: Pool) => Promise<Row[]>): Promise<Row[]> {
    await this.firstLook;
    this.assertUp();
    const connections = connectionsOf(this.dataSource);
    try {
      const rows = await work(connections);
      if (this.noRoom && WRITES.test(sql)) this.noRoom = '';
      return rows;
    } catch (error) {
      // What an old connection says of its server is known already.
      throw this.explain(error, connections === connectionsOf(this.dataSource));
    }
  }

  private explain(error: unknown, isCurrent: boolean): Error {
    const outage = outageOf(error);
    const { code, message } = innermost(error);
    if (code === DISK_FULL) this.noRoom ||= `since ${new Date().toISOString()}: ${message}`;
    if (outage === 'none') return new StatementError(error);
    if (isCurrent && this.isUp()) this.complain(error);
    if (isCurrent && outage === 'gone') this.lost();
    return new DatabaseUnavailableError(`Postgres is ${outage}: ${message}`, { cause: driverErrorOf(error) });
  }

  private lost(): void {
    this.upSince = null;
    this.wake();
  }

  // Not a BackgroundLoop: the pause depends on whether the database is up, and a statement that loses it ends the pause.
  private async keepConnected(): Promise<void> {
    for (;;) {
      await this.pause();
      if (this.stopping) return;
      await (this.isUp() ? this.check() : this.look());
    }
  }

  private async check(): Promise<void> {
    try {
      await assertWritable(this.dataSource);
      this.complaint = '';
    } catch (error) {
      this.explain(error, true);
    }
  }

  private async look(): Promise<void> {
    try {
      await this.connect();
      if (!this.migrated) await migrate(this.dataSource);
      this.migrated = true;
      this.upSince = this.stopping ? null : performance.now();
      this.complaint = '';
      this.logger.log('connected to Postgres');
    } catch (error) {
      this.complain(error);
    }
  }

  private async connect(): Promise<void> {
    try {
      await (this.dataSource.isInitialized ? renewConnections(this.dataSource) : this.dataSource.initialize());
    } catch (error) {
      if (!isRefusedTimeout(error)) throw error;
      this.logger.warn(withoutStartupTimeout(this.dataSource));
      await this.dataSource.initialize();
    }
    await assertWritable(this.dataSource);
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
      setTimeout(resolve, this.isUp() ? CHECK_EVERY_MS : LOOK_AGAIN_MS).unref();
    });
  }
}
