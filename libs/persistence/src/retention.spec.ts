import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseWorld } from '../test/database-world';
import type { Database } from './database';
import { Retention } from './retention';

describe('Retention', () => {
  let world: DatabaseWorld;
  let database: Database;

  beforeAll(async () => {
    world = await DatabaseWorld.start({ schema: 'house', migrations: [] });
    ({ database } = world);
    await database.query('CREATE TABLE house.notes (days_old integer, ended timestamptz)');
  });

  afterAll(() => world.stop());

  it('removes all rows that are too old, in whatever number, and no other', async () => {
    await database.query(`INSERT INTO house.notes
      SELECT days, now() - make_interval(days => days) FROM generate_series(1, 9) AS days, generate_series(1, 2500)`);
    await database.query('INSERT INTO house.notes VALUES (100, NULL)');
    const notes = { table: 'house.notes', since: 'ended', days: 4 };
    const removals = await Promise.all([notes, notes].map((kept) => new Retention(database, [kept]).run()));
    expect(removals[0]! + removals[1]!).toBe(6 * 2500);
    expect(await database.query('SELECT DISTINCT days_old FROM house.notes ORDER BY 1')).toEqual(
      [1, 2, 3, 100].map((days_old) => ({ days_old })),
    );
  });

  it('erases the content of rows that have to stay, once', async () => {
    await database.query(`CREATE TABLE house.letters AS SELECT days, 'text' AS text, now() - make_interval(days => days) AS
      written FROM generate_series(1, 9) AS days`);
    const erase = { set: `text = ''`, where: `text <> ''` };
    const letters = new Retention(database, [{ table: 'house.letters', since: 'written', days: 4, erase }]);
    expect([await letters.run(), await letters.run()]).toEqual([6, 0]);
    expect(await database.query(`SELECT count(*)::int FROM house.letters GROUP BY text ORDER BY text`)).toEqual(
      [6, 3].map((count) => ({ count })),
    );
  });
});
