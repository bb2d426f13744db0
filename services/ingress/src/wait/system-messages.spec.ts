import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { DataSource, type QueryRunner } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { Retention } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { redactReleased } from '@gauntlet/redaction';
import { exampleEvent } from '@gauntlet/testing';
import { IngressConfig } from '../ingress.config';
import { keptRows } from '../kept-rows';
import { ShareSystemMessages1764000000040 } from '../migrations/1764000000040-share-system-messages';
import { PackCandidates1764000000050 } from '../migrations/1764000000050-pack-candidates';
import { MIGRATIONS } from '../migrations/all-migrations';
import type { Candidate } from './candidate';
import { CandidatesRepository } from './candidates.repository';

type Messages = Candidate['event']['content']['messages'];

const SYSTEM = {
  role: 'system',
  content: 'Answer from the knowledge base, or write to jane@example.com. '.repeat(40),
} as const;
const QUESTION = { role: 'user', content: 'Hi' } as const;

let world: DatabaseWorld;
let results: CandidatesRepository;
let offset = 0n;

function candidate(id: string, messages: Messages): Candidate {
  const { facts, content } = exampleEvent(TOPICS.released);
  const request = { ...facts.request, id, acceptedAt: new Date().toISOString() };
  const event = { facts: { ...facts, request }, content: { ...content, messages } };
  return { event, partition: 1, offset: (offset += 1n), releasedAt: Date.now(), traceId: null };
}

/** Stores a record twice: the system messages are in the first, and beside the second. */
async function stored(messages: Messages): Promise<Candidate[]> {
  const both = [candidate(randomUUID(), messages), candidate(randomUUID(), messages)];
  for (const one of both) await results.add(one);
  return both;
}

const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  world.database.query<Row>(sql, parameters);
const sharedRows = async () => (await rows('SELECT 1 FROM ingress.system_messages')).length;

beforeAll(async () => {
  const providers = [CandidatesRepository];
  world = await DatabaseWorld.start({ schema: 'ingress', migrations: MIGRATIONS, providers });
  results = world.module.get(CandidatesRepository);
});

afterAll(() => world.stop());

describe('a record whose system messages are stored beside it', () => {
  it('is found whole, with its texts redacted', async () => {
    for (const { event } of await stored([SYSTEM, QUESTION])) {
      const found = await results.find(event.facts.request.id);
      expect(found?.event).toEqual({ facts: event.facts, content: await redactReleased(event.content) });
    }
    const [table] = await rows<{ text: string }>('SELECT messages::text AS text FROM ingress.system_messages');
    expect(table?.text).toContain('write to [email]');
    expect(table?.text).not.toContain('jane');
  });

  it('is found whole, whatever its messages are', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((word) => `${word} `.repeat(300)),
    );
    const role = fc.constantFrom('system' as const, 'user' as const, 'assistant' as const);
    const lists = fc.sample(fc.array(fc.record({ role, content: text }), { maxLength: 4 }), { numRuns: 200, seed: 7 });
    const before = await sharedRows();
    const records = (await Promise.all(lists.map(stored))).flat();
    expect(await sharedRows()).toBeGreaterThan(before + 10);
    const found = await results.findAll(records.map(({ event }) => event.facts.request.id));
    for (const { event } of records) {
      const { content } = found.get(event.facts.request.id)?.event ?? {};
      expect(content?.messages).toEqual((await redactReleased(event.content)).messages);
    }
  });

  it('keeps them until it goes itself, and they go after it', async () => {
    const cleanUp = () => new Retention(world.database, keptRows(new IngressConfig())).run();
    const age = async (days: number) => {
      for (const table of ['candidates', 'system_messages']) {
        await rows(`UPDATE ingress.${table} SET accepted_at = accepted_at - make_interval(hours => 24 * $1)`, [days]);
      }
    };
    const [, referring] = await stored([SYSTEM, QUESTION]);
    const id = referring?.event.facts.request.id ?? '';
    await age(29);
    await cleanUp();
    expect((await results.find(id))?.event.content.messages).toHaveLength(2);
    expect((await results.find(id))?.event.content.messages[0]?.content).toContain('knowledge base');
    await age(2);
    await cleanUp();
    expect(await results.find(id)).toBeNull();
    expect(await sharedRows()).toBeGreaterThan(0);
    await age(3);
    await cleanUp();
    expect(await sharedRows()).toBe(0);
  });

  it('has them again for the version before, once the migrations are taken back', async () => {
    const both = await stored([SYSTEM, QUESTION]);
    const ids = both.map(({ event }) => event.facts.request.id);
    const sql = `SELECT record #> '{content,messages}' AS messages FROM ingress.candidates WHERE request_id = ANY($1)`;
    const [messages] = await Promise.all(both.map(async ({ event }) => (await redactReleased(event.content)).messages));
    await migrated(async (runner) => {
      await new PackCandidates1764000000050().down(runner);
      await new ShareSystemMessages1764000000040().down(runner);
      expect(await runner.query(sql, [ids])).toEqual([{ messages }, { messages }]);
      await new ShareSystemMessages1764000000040().up(runner);
      await new PackCandidates1764000000050().up(runner);
    });
    expect((await results.findAll(ids)).size).toBe(2);
  });
});

async function migrated(work: (runner: QueryRunner) => Promise<void>): Promise<void> {
  const runner = world.module.get(DataSource).createQueryRunner();
  await runner.startTransaction();
  try {
    await work(runner);
    await runner.commitTransaction();
  } finally {
    await runner.release();
  }
}
