import { Pool } from 'pg';
import { waitFor } from '@gauntlet/testing';

/** An analyst's view of the stores: SQL on the printed URL. */
export class Database {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool({ connectionString: url, max: 2 });
    // A killed server breaks idle connections; the pool opens new ones by itself.
    this.pool.on('error', () => undefined);
  }

  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(sql, parameters)).rows as Row[];
  }

  /** The first row as soon as there is one. */
  row<Row>(sql: string, parameters: unknown[] = [], deadlineMs = 20_000): Promise<NonNullable<Row>> {
    const condition = async () => (await this.query<Row>(sql, parameters))[0];
    return waitFor<Row>(condition as () => Promise<Row>, { deadlineMs, description: `a row of ${sql}` });
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
