import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { redact } from '@gauntlet/redaction';
import { exampleEvent } from '@gauntlet/testing';
import { EvalScorerConfig } from '../eval-scorer.config';
import { ShareSystemMessages1764000000070 } from '../migrations/1764000000070-share-system-messages';
import { MIGRATIONS } from '../migrations/all-migrations';
import { PartitionKeeper } from '../partition-keeper';
import { RecorderService } from './recorder.service';

const SYSTEM = {
  role: 'system',
  content: 'Answer from the knowledge base, or write to jane@example.com. '.repeat(40),
} as const;
const QUESTION = { role: 'user', content: 'Hi' } as const;
const WHOLE = [{ ...SYSTEM, content: redact(SYSTEM.content).text }, QUESTION];
const HOMES = `
  SELECT tableoid::regclass::text AS home FROM eval_scorer.responses WHERE request_id = ANY($1::uuid[])
  UNION SELECT tableoid::regclass::text FROM eval_scorer.system_messages ORDER BY 1`;

let world: DatabaseWorld;
let offset = 0;

const rows = (sql: string, parameters: unknown[] = []) =>
  world.database.query<Record<string, unknown>>(sql, parameters);

/** Records two answers: the system messages are in the first, and beside the second. */
async function recorded(): Promise<string[]> {
  const ids = [randomUUID(), randomUUID()];
  for (const id of ids) {
    const event = exampleEvent(TOPICS.released);
    Object.assign(event.facts.request, { id, acceptedAt: new Date().toISOString() });
    event.content.messages = [SYSTEM, QUESTION];
    const position = { partition: 1, offset: `${(offset += 1)}`, timestamp: Date.now(), traceId: null };
    await world.module.get(RecorderService).recordReleased(event, position);
  }
  return ids;
}

beforeAll(async () => {
  const providers = [RecorderService, PartitionKeeper, EvalScorerConfig];
  world = await DatabaseWorld.start({ schema: 'eval_scorer', migrations: MIGRATIONS, providers });
  await world.module.get(PartitionKeeper).keepAhead(new Date());
});

afterAll(() => world.stop());

describe('system messages that are stored beside the answers that begin with them', () => {
  it('stand in the messages that analysts see and search', async () => {
    const ids = await recorded();
    expect(await rows('SELECT messages FROM eval_scorer.system_messages')).toEqual([{ messages: WHOLE.slice(0, 1) }]);
    const outputs = 'SELECT messages FROM analytics.outputs WHERE request_id = ANY($1::uuid[])';
    expect(await rows(outputs, [ids])).toEqual([{ messages: WHOLE }, { messages: WHOLE }]);
    expect(await rows(`${outputs} AND messages::text LIKE '%knowledge base%'`, [ids])).toHaveLength(2);
  });

  it('lie in the month of their answers, and go with it, after the answers', async () => {
    const ids = await recorded();
    const month = new Date().toISOString().slice(0, 7).replace('-', '_');
    const homes = ['responses', 'system_messages'].map((table) => ({ home: `eval_scorer.${table}_${month}` }));
    expect(await rows(HOMES, [ids])).toEqual(homes);
    const later = new Date(Date.now() + 500 * 86_400_000);
    const dropped = await world.module.get(PartitionKeeper).dropOld(later);
    expect(dropped.indexOf(`responses_${month}`)).toBeGreaterThanOrEqual(0);
    expect(dropped.indexOf(`system_messages_${month}`)).toBeGreaterThan(dropped.indexOf(`responses_${month}`));
    expect(await rows(HOMES, [ids])).toEqual([]);
  });

  it('have a month from the start wherever the answers have one', async () => {
    const migration = new ShareSystemMessages1764000000070();
    const runner = { query: (sql: string) => world.database.query(sql) } as Parameters<typeof migration.down>[0];
    await world.database.query("SELECT eval_scorer.add_month('responses', '2025-12-01T00:00:00Z')");
    await migration.down(runner);
    await migration.up(runner);
    const bounds = (table: string) =>
      rows(
        `SELECT right(relname, 7) AS month, pg_get_expr(relpartbound, oid) AS bounds FROM pg_class
        WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass) ORDER BY 1`,
        [`eval_scorer.${table}`],
      );
    const months = await bounds('system_messages');
    expect(months).toEqual(await bounds('responses'));
    expect(months).toContainEqual({
      month: '2025_12',
      bounds: expect.stringContaining("FROM ('2025-12-01 00:00:00+00')"),
    });
  });

  it('are in the answers again for the version before, once the migration is taken back', async () => {
    const ids = await recorded();
    const migration = new ShareSystemMessages1764000000070();
    const runner = { query: (sql: string) => world.database.query(sql) } as Parameters<typeof migration.down>[0];
    await migration.down(runner);
    for (const table of ['eval_scorer.responses', 'analytics.outputs']) {
      const found = await rows(`SELECT messages FROM ${table} WHERE request_id = ANY($1::uuid[])`, [ids]);
      expect(found, table).toEqual([{ messages: WHOLE }, { messages: WHOLE }]);
    }
    await migration.up(runner);
    await recorded();
    expect(await rows('SELECT 1 FROM eval_scorer.system_messages')).toHaveLength(1);
  });
});
