import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Retention } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { tableMisfits } from '@gauntlet/testing';
import { IdempotencyRepository, type KeyClaim } from '../accept/idempotency.repository';
import { IngressConfig } from '../ingress.config';
import { keptRows } from '../kept-rows';
import { MIGRATIONS } from '../migrations/all-migrations';
import type { Candidate } from './candidate';
import { CANDIDATES, CandidatesRepository } from './candidates.repository';

const FIXTURE = resolve(__dirname, '../../../../libs/contracts/fixtures/llm.response.released.v1.json');
const RELEASED_AT = Date.now() - 5_000;

let world: DatabaseWorld;
let results: CandidatesRepository;
let keys: IdempotencyRepository;

function candidate(requestId: string, offset: bigint, answer = 'Fine.'): Candidate {
  const { facts, content } = JSON.parse(readFileSync(FIXTURE, 'utf8')).value as Candidate['event'];
  const event = { facts: { ...facts, request: { ...facts.request, id: requestId } }, content: { ...content, answer } };
  return { event, partition: 1, offset, releasedAt: RELEASED_AT, traceId: 'trace-1' };
}

function claim(change: Partial<KeyClaim> & { requestId?: string; age?: number } = {}): KeyClaim {
  const keyId = change.keyId ?? randomUUID();
  const { request } = candidate(change.requestId ?? keyId, 0n).event.facts;
  const accepted = { request: { ...request, acceptedAt: daysAgo(change.age ?? 0) }, cannedAnswer: 'Sorry.' };
  return { keyId, body: 'a body', accepted, hours: 24, ...change };
}

async function ageKey(keyId: string, days: number): Promise<void> {
  const sql = 'UPDATE ingress.idempotency_keys SET claimed_at = $2 WHERE key_id = $1';
  await world.database.query(sql, [keyId, daysAgo(days)]);
}

const cleanUp = () => new Retention(world.database, keptRows(new IngressConfig())).run();

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

beforeAll(async () => {
  world = await DatabaseWorld.start({
    schema: 'ingress',
    migrations: MIGRATIONS,
    providers: [CandidatesRepository, IdempotencyRepository, IngressConfig],
  });
  results = world.module.get(CandidatesRepository);
  keys = world.module.get(IdempotencyRepository);
});

afterAll(() => world.stop());

describe('results', () => {
  it('have the columns that candidates are written to', async () => {
    const { database } = world;
    expect(await tableMisfits(CANDIDATES, (sql, parameters) => database.query(sql, parameters))).toEqual([]);
  });

  it('gives the first candidate by offset, in whatever order they were stored', async () => {
    const id = randomUUID();
    await Promise.all([results.add(candidate(id, 12n, 'late')), results.add(candidate(id, 9n, 'first'))]);
    await results.add(candidate(id, 10n, 'second'));
    const found = await results.find(id);
    expect(found).toMatchObject({ offset: 9n, partition: 1, releasedAt: RELEASED_AT, traceId: 'trace-1' });
    expect(found?.event.content.answer).toBe('first');
  });

  it('changes nothing when a candidate comes again', async () => {
    const id = randomUUID();
    await results.add(candidate(id, 9n, 'first'));
    await results.add(candidate(id, 9n, 'changed'));
    expect((await results.find(id))?.event.content.answer).toBe('first');
  });

  it('takes the time of storing for the release of a row from before that was kept', async () => {
    const id = randomUUID();
    await results.add(candidate(id, 9n));
    const sql = `UPDATE ingress.candidates SET released_at = NULL, stored_at = '2026-11-27 12:00Z' WHERE request_id = $1`;
    await world.database.query(sql, [id]);
    expect((await results.find(id))?.releasedAt).toBe(Date.parse('2026-11-27T12:00:00Z'));
  });

  it('are shared with instances of earlier versions, which know the table by its old names', async () => {
    const id = randomUUID();
    const old =
      'SELECT DISTINCT ON (request_id) * FROM ingress.results WHERE request_id = $1 ORDER BY request_id, kafka_offset';
    await results.add(candidate(id, 9n));
    const [row] = await world.database.query<object>(old, [id]);
    expect(row).toMatchObject({ kafka_partition: 1, kafka_offset: '9', trace_id: 'trace-1', record: null });
    const { event } = candidate(id, 4n, 'older');
    for (const offset of [4, 4]) {
      await world.database.query(
        `INSERT INTO ingress.results (request_id, kafka_partition, kafka_offset, accepted_at, released_at, trace_id, record)
         SELECT * FROM unnest($1::uuid[], $2::integer[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::jsonb[])
         ON CONFLICT (request_id, kafka_partition, kafka_offset) DO NOTHING`,
        [[id], [1], [offset], [daysAgo(31)], [daysAgo(31)], ['older'], [JSON.stringify(event)]],
      );
    }
    expect(await results.find(id)).toMatchObject({ offset: 4n, traceId: 'older', event });
    const removal = `DELETE FROM ingress.results WHERE ctid = ANY (ARRAY (
      SELECT ctid FROM ingress.results WHERE accepted_at < now() - make_interval(days => 30) LIMIT 5000)) RETURNING 1`;
    expect(await world.database.query(removal)).toHaveLength(1);
    expect(await results.find(id)).toMatchObject({ offset: 9n });
  });

  it('have their record once: packed, or as earlier versions wrote it', async () => {
    const id = randomUUID();
    await results.add(candidate(id, 9n));
    for (const change of ['packed = NULL', `record = '{}'`]) {
      const sql = `UPDATE ingress.candidates SET ${change} WHERE request_id = $1`;
      await expect(world.database.query(sql, [id])).rejects.toThrow('one_record');
    }
  });

  it('stores no personal data', async () => {
    const id = randomUUID();
    await results.add(candidate(id, 1n, 'write to jane@example.com'));
    expect((await results.find(id))?.event.content.answer).toBe('write to [email]');
  });

  it('finds several at once, and nothing for an unknown one', async () => {
    const [known, unknown] = [randomUUID(), randomUUID()];
    await results.add(candidate(known, 2n));
    expect([...(await results.findAll([known, unknown])).keys()]).toEqual([known]);
  });

  it('keeps texts that Postgres could not hold as they are', async () => {
    const id = randomUUID();
    await results.add(candidate(id, 3n, 'nul \0 and half \ud800'));
    expect((await results.find(id))?.event.content.answer).toBe('nul \ufffd and half \ufffd');
  });
});

describe('the retention', () => {
  it('ends for results, and only for those that are old', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await Promise.all([results.add(candidate(old, 1n)), results.add(candidate(young, 2n))]);
    const age = 'UPDATE ingress.candidates SET accepted_at = $2 WHERE request_id = $1';
    for (const [id, days] of [[old, 31] as const, [young, 29] as const]) {
      await world.database.query(age, [id, daysAgo(days)]);
    }
    await cleanUp();
    expect([...(await results.findAll([old, young])).keys()]).toEqual([young]);
  });

  it('erases what a key stands for with the record, but not that it was used', async () => {
    const [old, young, submitted] = [claim(), claim(), claim({ hours: null })];
    for (const [one, days] of [[old, 31] as const, [young, 29] as const, [submitted, 31] as const]) {
      await keys.claim(one);
      await ageKey(one.keyId, days);
    }
    await cleanUp();
    expect(await keys.claim(young)).toMatchObject({ kind: 'repeat' });
    for (const { keyId } of [old, submitted]) {
      const again = claim({ keyId });
      expect(await keys.claim(again)).toEqual({ kind: 'expired', requestId: keyId });
      const sql = `SELECT accepted, body_hash FROM ingress.idempotency_keys WHERE key_id = $1`;
      expect(await world.database.query(sql, [keyId])).toEqual([{ accepted: {}, body_hash: Buffer.alloc(0) }]);
      expect(await keys.takeOver(again, keyId)).toEqual({ kind: 'claimed' });
    }
  });

  it('ends for keys once no store has a record of their first request', async () => {
    const [old, young] = [claim(), claim()];
    for (const [one, days] of [[old, 451] as const, [young, 449] as const]) {
      await keys.claim(one);
      await ageKey(one.keyId, days);
    }
    await cleanUp();
    expect(await keys.claim(young)).toMatchObject({ kind: 'expired' });
    expect(await keys.claim(old)).toEqual({ kind: 'claimed' });
  });

  it('counts anew for a key that is taken over', async () => {
    const first = claim({ hours: 0 });
    await keys.claim(first);
    await ageKey(first.keyId, 32);
    const next = claim({ keyId: first.keyId, requestId: randomUUID() });
    await keys.takeOver(next, first.keyId);
    await cleanUp();
    expect(await keys.claim(next)).toMatchObject({ kind: 'repeat' });
  });

  it('makes an old request unknown, although its key is remembered', async () => {
    const [old, young] = [claim({ age: 31 }), claim({ age: 29 })];
    for (const one of [old, young]) await keys.claim(one);
    expect(await keys.isAccepted(old.keyId, 'default')).toBe(false);
    expect(await keys.isAccepted(young.keyId, 'default')).toBe(true);
    expect(await keys.claim(old)).toMatchObject({ kind: 'repeat' });
  });
});

describe('idempotency keys', () => {
  it('gives a key to exactly one of many', async () => {
    const keyId = randomUUID();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => keys.claim(claim({ keyId }))));
    expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'repeat')).toHaveLength(19);
  });

  it('remembers what was accepted first', async () => {
    const first = claim();
    await keys.claim(first);
    const later = claim({ keyId: first.keyId });
    const changed = { ...later, accepted: { ...later.accepted, cannedAnswer: 'changed' } };
    expect(await keys.claim(changed)).toEqual({ kind: 'repeat', accepted: first.accepted });
  });

  it('refuses another body', async () => {
    const first = claim();
    await keys.claim(first);
    expect(await keys.claim({ ...first, body: 'another body' })).toEqual({ kind: 'conflict' });
  });

  it('says when the time of a key is over, and gives it to one taker', async () => {
    const first = claim({ hours: 0 });
    await keys.claim(first);
    expect(await keys.claim(first)).toEqual({ kind: 'expired', requestId: first.keyId });
    const next = claim({ keyId: first.keyId, requestId: randomUUID(), body: 'another body' });
    expect(await keys.takeOver(next, first.keyId)).toEqual({ kind: 'claimed' });
    expect(await keys.takeOver(next, first.keyId)).toEqual({ kind: 'repeat', accepted: next.accepted });
    expect(await keys.isAccepted(next.accepted.request.id, 'default')).toBe(true);
    expect(await keys.isAccepted(first.keyId, 'default')).toBe(false);
  });

  it('keeps the key of a submission, whatever the hours', async () => {
    const submitted = claim({ hours: null });
    await keys.claim(submitted);
    expect(await keys.claim(submitted)).toMatchObject({ kind: 'repeat' });
  });

  it('holds facts that Postgres could not hold as they are', async () => {
    const strange = claim();
    const request = { ...strange.accepted.request, conversation: 'nul \0', tags: { 'k\0': 'nul \0 and half \ud800' } };
    await keys.claim({ ...strange, accepted: { ...strange.accepted, request } });
    expect(await keys.claim(strange)).toMatchObject({
      kind: 'repeat',
      accepted: { request: { conversation: 'nul \ufffd', tags: { 'k\ufffd': 'nul \ufffd and half \ufffd' } } },
    });
  });

  it('holds no text of the body', async () => {
    const secret = claim({ body: 'my very secret words' });
    await keys.claim(secret);
    const [row] = await world.database.query<{ row: string }>(
      'SELECT k::text AS row FROM ingress.idempotency_keys k WHERE key_id = $1',
      [secret.keyId],
    );
    expect(row?.row).not.toContain('secret');
  });
});

describe('with a primary that takes no writes any more', () => {
  it('says that it is the database, leaves it, and works again with the next one', async () => {
    const { database } = world;
    await database.query('SET default_transaction_read_only = on');
    await expect(keys.claim(claim())).rejects.toBeInstanceOf(DependencyUnavailableError);
    await world.connected();
    const id = randomUUID();
    await results.add(candidate(id, 1n));
    expect(await keys.claim(claim({ keyId: id }))).toEqual({ kind: 'claimed' });
  });
});

describe('with Postgres away', () => {
  it('says that it is the database, and works again when it is back', async () => {
    await world.server.kill();
    await expect(keys.claim(claim())).rejects.toBeInstanceOf(DependencyUnavailableError);
    await expect(results.add(candidate(randomUUID(), 1n))).rejects.toBeInstanceOf(DependencyUnavailableError);
    await expect(results.find(randomUUID())).rejects.toBeInstanceOf(DependencyUnavailableError);
    expect(await results.findIfUp(randomUUID())).toBeNull();
    await world.server.restart();
    await world.connected();
    expect(await keys.claim(claim())).toEqual({ kind: 'claimed' });
  });
});
