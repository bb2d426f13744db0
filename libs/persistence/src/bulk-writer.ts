import { Batcher } from '@gauntlet/timing';
import { type Database, DatabaseUnavailableError } from './database';
import { storableJson } from './storable';
import { withTransientTries } from './transient-tries';

/** What a row holds for a column of each type of Postgres; also the element type of the array that carries the column. */
interface Values {
  readonly uuid: string;
  readonly text: string;
  /** ISO 8601. */
  readonly timestamptz: string;
  readonly boolean: boolean;
  readonly integer: number;
  /** A text of digits where a number would lose some. */
  readonly bigint: string | number;
  readonly 'double precision': number;
  readonly numeric: number;
  readonly bytea: Buffer;
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

/** A row of another table that a row names. Rows of one key are the same row, whoever writes them. */
export interface NamedRow<Target extends BulkTarget> {
  readonly key: string;
  readonly row: RowOf<Target>;
}

interface Written<Target extends BulkTarget, Named extends BulkTarget> {
  readonly row: RowOf<Target>;
  readonly named: NamedRow<Named> | undefined;
}

/** How a writer of rows gathers them. */
export interface Gathering {
  /** Milliseconds that a row waits for others; 20 by default, for rows that come many at a time anyway. As much as its readers can wait. */
  readonly gatherMs?: number;
}

const MAX_ROWS = 200;
const GATHER_MS = 20;

/**
 * Writes many rows with few statements: whatever comes within some milliseconds, at most 200 rows, goes in as one
 * `INSERT … SELECT unnest(…) ON CONFLICT …`. Texts that Postgres can't hold are made storable, as by `Database.query`.
 */
export class BulkWriter<Target extends BulkTarget, Named extends BulkTarget = never> {
  private readonly batcher: Batcher<Written<Target, Named>, void>;
  private readonly sql: string;

  /** @param named a table of rows that rows name; the same statement writes them */
  constructor(
    private readonly database: Database,
    private readonly target: Target,
    private readonly named?: Named,
    { gatherMs = GATHER_MS }: Gathering = {},
  ) {
    this.sql = statementOf(target, named);
    this.batcher = new Batcher({
      run: (batch) => this.insert(batch),
      most: MAX_ROWS,
      gatherMs,
      isFaultOfItems: (error) => !(error instanceof DatabaseUnavailableError),
    });
  }

  /**
   * Resolves once the row is committed with the one that it names, or was there already.
   * @throws DatabaseUnavailableError for every row of a batch that met an outage (retry later, it may be written).
   * @throws StatementError for exactly the rows that Postgres refuses; the others of their batch are written.
   */
  write(row: RowOf<Target>, named?: NamedRow<Named>): Promise<void> {
    return this.batcher.add({ row, named });
  }

  private async insert(batch: readonly Written<Target, Named>[]): Promise<void[]> {
    await withTransientTries(() => this.database.queryPrepared(this.sql, this.arrays(batch)));
    return batch.map(() => undefined);
  }

  private arrays(batch: readonly Written<Target, Named>[]): unknown[][] {
    const rows = batch.map(({ row }) => row);
    const arrays = arraysOf(this.target, rows);
    return this.named ? [...arrays, ...arraysOf(this.named, namedRows(batch))] : arrays;
  }
}

/** Each once, and everywhere in one order, so that no two statements wait for each other's rows. */
function namedRows<Named extends BulkTarget>(
  batch: readonly { readonly named: NamedRow<Named> | undefined }[],
): RowOf<Named>[] {
  const rows = new Map(batch.flatMap(({ named }) => (named ? [[named.key, named.row] as const] : [])));
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function arraysOf<Target extends BulkTarget>({ columns }: Target, rows: readonly RowOf<Target>[]): unknown[][] {
  return Object.entries(columns).map(([name, type]) => rows.map((row) => columnValue(row[name], typeOf(type))));
}

function statementOf(target: BulkTarget, named?: BulkTarget): string {
  const insert = insertStatement(target, 1);
  if (!named) return insert;
  return `WITH named AS (${insertStatement(named, 1 + Object.keys(target.columns).length)}) ${insert}`;
}

function insertStatement({ table, columns, conflict }: BulkTarget, firstParameter: number): string {
  const list = Object.keys(columns).map((name) => `"${name}"`);
  const arrays = Object.values(columns).map((type, index) => `$${firstParameter + index}::${typeOf(type)}[]`);
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
