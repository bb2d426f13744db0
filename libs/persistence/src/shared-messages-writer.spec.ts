import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DatabaseWorld } from '../test/database-world';
import type { BulkTarget } from './bulk-writer';
import { SharedMessagesWriter } from './shared-messages-writer';
import { StatementError } from './statement.error';

class CreateRecords1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE house.records (id integer PRIMARY KEY CHECK (id > 0), messages jsonb NOT NULL);
      CREATE TABLE house.system_messages (accepted_at timestamptz, hash text, messages jsonb NOT NULL,
        PRIMARY KEY (accepted_at, hash))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE house.records, house.system_messages');
  }
}

const RECORDS = {
  table: 'house.records',
  columns: { id: 'integer', messages: 'jsonb' },
  conflict: '(id) DO NOTHING',
} as const satisfies BulkTarget;

const DAY_MS = 86_400_000;
const NOW = new Date().toISOString();
const MIDNIGHT = `${NOW.slice(0, 10)}T00:00:00.000Z`;
const QUESTION = { role: 'user', content: 'How long do I have to return shoes?' };
const system = (name: string) => ({ role: 'system', content: `${name} answers. `.repeat(50) });
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

type Messages = Parameters<SharedMessagesWriter<typeof RECORDS>['write']>[0];

// So that two statements are under way together.
const SLOWLY = `
  CREATE FUNCTION house.wait() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.005); RETURN NEW; END $$;
  CREATE TRIGGER slowly BEFORE INSERT ON house.system_messages FOR EACH ROW EXECUTE FUNCTION house.wait()`;

let world: DatabaseWorld;

beforeAll(async () => {
  world = await DatabaseWorld.start({ schema: 'house', migrations: [CreateRecords1700000000000] });
});

afterEach(() => world.database.query('TRUNCATE house.records, house.system_messages'));
afterAll(() => world.stop());

const newWriter = () => new SharedMessagesWriter(world.database, RECORDS, 'house.system_messages');

function write(
  writer: SharedMessagesWriter<typeof RECORDS>,
  id: number,
  messages: Messages,
  acceptedAt = NOW,
): Promise<void> {
  return writer.write(messages, acceptedAt, (stored) => ({ id, messages: stored }));
}

const stored = async () => {
  const rows = await world.database.query<{ messages: unknown }>('SELECT messages FROM house.records ORDER BY id');
  return rows.map(({ messages }) => messages);
};
const shared = () =>
  world.database.query<{ accepted_at: Date; hash: string; messages: unknown }>(
    'SELECT * FROM house.system_messages ORDER BY accepted_at, messages',
  );

describe('the system messages that records begin with', () => {
  it('are stored once when they come again, and the records have their hash', async () => {
    const writer = newWriter();
    const first = [system('Ann'), system('Ben')];
    for (const id of [1, 2, 3]) await write(writer, id, [...first, QUESTION, system('Cid')]);
    const [row, ...others] = await shared();
    expect(row).toMatchObject({ accepted_at: new Date(MIDNIGHT), messages: first });
    expect(others).toEqual([]);
    const reference = { role: 'system', hash: row?.hash };
    expect(await stored()).toEqual([
      [...first, QUESTION, system('Cid')],
      [reference, QUESTION, system('Cid')],
      [reference, QUESTION, system('Cid')],
    ]);
  });

  it.each<[string, Messages, string?]>([
    ['are short', [{ role: 'system', content: 'Be brief.' }, QUESTION]],
    ['do not come first', [QUESTION, system('Ann')]],
    ['are none', []],
    ['were accepted more than a week ago', [system('Ann'), QUESTION], daysAgo(7.1)],
  ])('stay in their record when they %s', async (_, messages, acceptedAt) => {
    const writer = newWriter();
    for (const id of [1, 2]) await write(writer, id, messages, acceptedAt);
    expect(await stored()).toEqual([messages, messages]);
    expect(await shared()).toEqual([]);
  });

  it('stay in their record when each is made for one', async () => {
    const writer = newWriter();
    const records = Array.from({ length: 20 }, (_, n) => [system(`Clerk ${n}`), QUESTION]);
    await Promise.all(records.map((messages, n) => write(writer, n + 1, messages)));
    expect(await stored()).toEqual(records);
    expect(await shared()).toEqual([]);
  });

  it('are stored for each day, in UTC, on which their records were accepted', async () => {
    const writer = newWriter();
    const lastMoment = new Date(Date.parse(MIDNIGHT) - 1).toISOString();
    const times = [MIDNIGHT, MIDNIGHT, lastMoment];
    await Promise.all(times.map((time, n) => write(writer, n + 1, [system('Ann')], time)));
    const days = (await shared()).map(({ accepted_at }) => accepted_at.getTime());
    expect(days).toEqual([Date.parse(MIDNIGHT) - DAY_MS, Date.parse(MIDNIGHT)]);
  });

  it('are not stored with a record that is refused, and are with its neighbours', async () => {
    const writer = newWriter();
    const [ann, ben] = [system('Ann'), system('Ben')];
    await Promise.all([write(writer, 1, [ann]), write(writer, 2, [ben])]);
    const [refused, written] = await Promise.allSettled([write(writer, -1, [ann]), write(writer, 3, [ben])]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(StatementError) as unknown });
    expect(written.status).toBe('fulfilled');
    expect((await shared()).map(({ messages }) => messages)).toEqual([[ben]]);
  });

  it('are stored as Postgres can hold them', async () => {
    const writer = newWriter();
    const strange = { role: 'system', content: 'nul \0 and half \ud800 '.repeat(50) };
    for (const id of [1, 2]) await write(writer, id, [strange]);
    const content = strange.content.replaceAll(/\0|\ud800/g, '\ufffd');
    expect((await shared()).map(({ messages }) => messages)).toEqual([[{ role: 'system', content }]]);
  });

  it('can be stored by two writers at the same time, each in its order, without a deadlock', async () => {
    await world.database.query(SLOWLY);
    const spy = vi.spyOn(world.database, 'queryPrepared');
    onTestFinished(() => spy.mockRestore());
    const all = Array.from({ length: 20 }, (_, n) => [system(`Clerk ${n}`), QUESTION]);
    const lists = [all, [...all].reverse()].map((list) => [...list, ...list]);
    const writes = lists.map((list, n) => {
      const writer = newWriter();
      return list.map((messages, place) => write(writer, n * list.length + place + 1, messages));
    });
    await Promise.all(writes.flat());
    expect(spy.mock.settledResults.map(({ type }) => type)).toEqual(['fulfilled', 'fulfilled']);
    expect(await shared()).toHaveLength(all.length);
  });
});
