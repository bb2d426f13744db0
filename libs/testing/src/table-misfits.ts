/** A table as a service declares it for bulk writes: the type of each column, with ` null` behind it where null may come. */
interface DeclaredTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

type Query = (sql: string, parameters: readonly unknown[]) => Promise<Column[]>;

const COLUMNS = `
  SELECT attname AS name, NOT attnotnull AS nullable,
    replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz') AS type
  FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

/** The declared columns that the table in the database does not have, has with another type, or refuses a null in. */
export async function tableMisfits({ table, columns }: DeclaredTable, query: Query): Promise<string[]> {
  const actual = new Map((await query(COLUMNS, [table])).map((column) => [column.name, column]));
  return Object.entries(columns)
    .filter(([name, declared]) => !fits(declared, actual.get(name)))
    .map(([name, declared]) => `${table}.${name} is declared as ${declared}`);
}

function fits(declared: string, actual: Column | undefined): boolean {
  if (!actual) return false;
  return declared === actual.type || (actual.nullable && declared === `${actual.type} null`);
}
