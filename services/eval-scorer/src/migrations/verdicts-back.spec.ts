import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { ScoredVerdicts1764000000050 } from './1764000000050-scored-verdicts';
import { JudgedVerdicts1764000000060 } from './1764000000060-judged-verdicts';
import { MIGRATIONS } from './all-migrations';

const COMMENTS = `SELECT attname AS name, col_description(attrelid, attnum) AS comment FROM pg_attribute
  WHERE attrelid = 'analytics.verdicts'::regclass AND col_description(attrelid, attnum) IS NOT NULL
  UNION ALL SELECT 'the view', obj_description('analytics.verdicts'::regclass)`;

let world: DatabaseWorld;

beforeAll(async () => {
  world = await DatabaseWorld.start({ schema: 'eval_scorer', migrations: MIGRATIONS });
});

afterAll(() => world.stop());

it('analytics.verdicts keeps the comments of earlier migrations on the way back', async () => {
  const { database } = world;
  const runner = { query: (sql: string) => database.query(sql) } as Parameters<JudgedVerdicts1764000000060['down']>[0];
  const comments = async () => {
    const rows = await database.query<{ name: string; comment: string | null }>(COMMENTS);
    return new Map(rows.map(({ name, comment }) => [name, comment]));
  };
  const expected = await comments();
  for (const [migration, columns] of [
    [new JudgedVerdicts1764000000060(), ['judge']],
    [new ScoredVerdicts1764000000050(), ['policy', 'check_version', 'score', 'zone', 'shadow', 'found']],
  ] as const) {
    await migration.down(runner);
    for (const column of columns) expect(expected.delete(column)).toBe(true);
    expect(await comments()).toEqual(expected);
  }
  expect([...expected.keys()].sort()).toEqual(['outcome', 'reason', 'side', 'the view']);
});
