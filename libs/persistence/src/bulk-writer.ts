import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailableError } from './database-unavailable.error';
import type { Database } from './database';
import { StatementError } from './statement.error';
import { storableJson } from './storable';

/** Postgres type of a column, as the element type of the array that carries it. */
export type ColumnType =
  | 'uuid'
  | 'text'
  | 'timestamptz'
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'double precision'
  | 'numeric'
  | 'jsonb'
  | 'bytea';

/** Where rows go. All three are trusted SQL, never input. */
export interface BulkTarget<Row extends object> {
  /** Qualified table name. */
  readonly table: string;
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** What follows `ON CONFLICT`, such as `(id, at) DO NOTHING`; on a partitioned table it names the partition key. */
  readonly conflict: string;
}

interface Entry<Row> {
  readonly row: Row;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const MAX_ROWS = 200;
const MAX_WAIT_MS = 20;
const TRANSIENT_TRIES = 5;

/**
 * Writes many rows with few statements: whatever comes within 20 ms, at most 200 rows, goes in as one
 * `INSERT … SELECT unnest(…) ON CONFLICT …`. Texts that Postgres can't hold are made storable, as by `Database.query`.
 */
export class BulkWriter<Row extends object> {
  private waiting: Entry<Row>[] = [];
  private flushing = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly names: (keyof Row & string)[];
  private readonly sql: string;

  constructor(
    private readonly database: Database,
    private readonly target: BulkTarget<Row>,
  ) {
    this.names = Object.keys(target.columns) as (keyof Row & string)[];
    this.sql = insertStatement(target, this.names);
  }

  /**
   * Resolves once the row is committed, or was there already.
   * @throws DatabaseUnavailableError for every row of a batch that met an outage (retry later, it may be written).
   * @throws StatementError for exactly the rows that Postgres refuses; the others of their batch are written.
   */
  write(row: Row): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, resolve, reject });
      if (this.waiting.length >= MAX_ROWS) return this.startFlush();
      this.timer ??= setTimeout(() => this.startFlush(), MAX_WAIT_MS);
    });
  }

  private startFlush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.flushing) return;
    this.flushing = true;
    this.flush().catch((error: unknown) => this.waiting.splice(0).forEach(({ reject }) => reject(error)));
  }

  // One statement at a time: what arrives meanwhile makes the next batch bigger, not the database busier.
  private async flush(): Promise<void> {
    try {
      while (this.waiting.length > 0) await this.store(this.waiting.splice(0, MAX_ROWS));
    } finally {
      this.flushing = false;
    }
  }

  private async store(entries: Entry<Row>[]): Promise<void> {
    try {
      await this.insert(entries);
      entries.forEach(({ resolve }) => resolve());
    } catch (error) {
      await this.settle(entries, error);
    }
  }

  // A refused batch is halved until the refused rows are alone.
  private async settle(entries: Entry<Row>[], error: unknown): Promise<void> {
    if (error instanceof DatabaseUnavailableError || entries.length === 1) {
      return entries.forEach(({ reject }) => reject(error));
    }
    const half = Math.ceil(entries.length / 2);
    await this.store(entries.slice(0, half));
    await this.store(entries.slice(half));
  }

  private async insert(entries: readonly Entry<Row>[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.database.query(this.sql, this.arrays(entries));
        return;
      } catch (error) {
        const again = error instanceof StatementError && error.retryable && attempt < TRANSIENT_TRIES;
        if (!again) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  private arrays(entries: readonly Entry<Row>[]): unknown[][] {
    return this.names.map((name) => entries.map(({ row }) => columnValue(row[name], this.target.columns[name])));
  }
}

function insertStatement<Row extends object>({ table, columns, conflict }: BulkTarget<Row>, names: string[]): string {
  const types: Readonly<Record<string, ColumnType>> = columns;
  const list = names.map((name) => `"${name}"`).join(', ');
  const arrays = names.map((name, index) => `$${index + 1}::${types[name]}[]`).join(', ');
  return `INSERT INTO ${table} (${list}) SELECT * FROM unnest(${arrays}) ON CONFLICT ${conflict}`;
}

// A JSON array must not become an array of Postgres.
function columnValue(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  return type === 'jsonb' ? storableJson(value) : value;
}
