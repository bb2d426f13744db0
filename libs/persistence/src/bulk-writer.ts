import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailableError } from './database-unavailable.error';
import type { Database } from './database';
import { StatementError } from './statement.error';
import { storableJson } from './storable';

/** What a row holds for a column of each type of Postgres; also the element type of the array that carries the column. */
interface Values {
  readonly uuid: string;
  readonly text: string;
  /** ISO 8601. */
  readonly timestamptz: string;
  readonly boolean: boolean;
  readonly integer: number;
  /** A text where a number would lose digits. */
  readonly bigint: string | number;
  readonly 'double precision': number;
  readonly numeric: number;
  /** The value itself, not its JSON. */
  readonly jsonb: object;
}

type PostgresType = keyof Values;

/** Type of a column, with ` null` behind it for a column that may be null. */
export type ColumnType = PostgresType | `${PostgresType} null`;

/** Where rows go. All three are trusted SQL, never input. The type of a row follows from it, see {@link RowOf}. */
export interface BulkTarget {
  /** Qualified table name. */
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** What follows `ON CONFLICT`, such as `(id, at) DO NOTHING`; on a partitioned table it names the partition key. */
  readonly conflict: string;
}

type ValueOf<Type extends ColumnType> = Type extends `${infer Known extends PostgresType} null`
  ? Values[Known] | null
  : Type extends PostgresType
    ? Values[Type]
    : never;

/** A row of a table that is declared `as const satisfies BulkTarget`: each column with the value that its type takes. */
export type RowOf<Target extends BulkTarget> = {
  readonly [Column in keyof Target['columns']]: ValueOf<Target['columns'][Column]>;
};

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
export class BulkWriter<Target extends BulkTarget> {
  private waiting: Entry<RowOf<Target>>[] = [];
  private flushing = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly sql: string;

  constructor(
    private readonly database: Database,
    private readonly target: Target,
  ) {
    this.sql = insertStatement(target);
  }

  /**
   * Resolves once the row is committed, or was there already.
   * @throws DatabaseUnavailableError for every row of a batch that met an outage (retry later, it may be written).
   * @throws StatementError for exactly the rows that Postgres refuses; the others of their batch are written.
   */
  write(row: RowOf<Target>): Promise<void> {
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

  private async store(entries: Entry<RowOf<Target>>[]): Promise<void> {
    try {
      await this.insert(entries);
      entries.forEach(({ resolve }) => resolve());
    } catch (error) {
      await this.settle(entries, error);
    }
  }

  // A refused batch is halved until the refused rows are alone.
  private async settle(entries: Entry<RowOf<Target>>[], error: unknown): Promise<void> {
    if (error instanceof DatabaseUnavailableError || entries.length === 1) {
      return entries.forEach(({ reject }) => reject(error));
    }
    const half = Math.ceil(entries.length / 2);
    await this.store(entries.slice(0, half));
    await this.store(entries.slice(half));
  }

  private async insert(entries: readonly Entry<RowOf<Target>>[]): Promise<void> {
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

  private arrays(entries: readonly Entry<RowOf<Target>>[]): unknown[][] {
    return Object.entries(this.target.columns).map(([name, type]) =>
      entries.map(({ row }) => columnValue(row[name], typeOf(type))),
    );
  }
}

function insertStatement({ table, columns, conflict }: BulkTarget): string {
  const list = Object.keys(columns).map((name) => `"${name}"`);
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${typeOf(type)}[]`);
  return `INSERT INTO ${table} (${list.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')}) ON CONFLICT ${conflict}`;
}

function typeOf(column: ColumnType): string {
  return column.replace(/ null$/, '');
}

// A JSON array must not become an array of Postgres.
function columnValue(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  return type === 'jsonb' ? storableJson(value) : value;
}
