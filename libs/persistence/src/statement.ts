import type { Pool } from 'pg';

/** A statement as pg takes it. With a name it stays parsed on the connection that ran it. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Runs one statement on a connection of its own and gives its rows. @throws what pg throws. */
export async function runStatement<Row extends object>(pool: Pool, { values, ...rest }: Statement): Promise<Row[]> {
  const connection = await pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error) => void (lost = error);
  connection.on('error', onLost);
  try {
    return (await connection.query<Row>({ ...rest, values: [...values] })).rows;
  } finally {
    connection.off('error', onLost);
    // A statement that is refused leaves the connection usable; the pool ends one that was lost.
    connection.release(lost);
  }
}
