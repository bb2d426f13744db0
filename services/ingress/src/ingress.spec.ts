import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { requestIdOfKey, requestIdOfSubmission, TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { Database } from '@gauntlet/persistence';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../test/ingress-world';
import type { RunningIngress } from '../test/running-ingress';
import type { StubPipeline } from '../test/stub-pipeline';
import { CandidatesRepository } from './wait/candidates.repository';
import { Waiters } from './wait/waiters';

const tone = { metadata: { tone: 'kind', team: 'shop' } };

let world: IngressWorld;
let pipeline: StubPipeline;
let ingress: RunningIngress;

const until = (description: string, condition: () => unknown) =>
  waitFor(condition, { deadlineMs: 20_000, description });
const acceptedOf = (id: string) => pipeline.accepted.filter(({ key }) => key === id);

beforeAll(async () => {
  world = await IngressWorld.start();
  ({ pipeline, ingress } = world);
});

afterAll(() => world.stop());

beforeEach(() => {
  pipeline.answers = () => [];
});

describe('one answer', () => {
  it('gives what the pipeline released, and keeps the record', async () => {
    pipeline.answers = () => ['Two years.'];
    const { response, body } = await ingress.ask(tone);
    expect(response.status).toBe(200);
    expect(body.choices[0]?.message.content).toBe('Two years.');
    expect(response.headers.get('x-request-id')).toBe(body.gauntlet.request_id);
    const [event] = acceptedOf(body.gauntlet.request_id);
    expect(event?.content.variables).toEqual({ tone: 'kind' });
    expect(event?.facts.request.tags).toEqual({ team: 'shop' });
    const record = await ingress.read(body.gauntlet.request_id);
    expect(record.body).toMatchObject({ status: 'finished', answer: 'Two years.' });
  });

  it('is the first candidate by offset, for the caller, for GET and for a repeat', async () => {
    pipeline.answers = () => ['first', 'second'];
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await ingress.ask(tone, key);
    expect(body.choices[0]?.message.content).toBe('first');
    const { request_id: id } = body.gauntlet;
    await until('both candidates', async () => (await candidatesOf(id)) === 2);
    expect((await ingress.read(id)).body.answer).toBe('first');
    expect((await ingress.ask(tone, key)).body).toEqual(body);
    expect(acceptedOf(id)).toHaveLength(1);
  });

  it('is canned at the deadline, and stays so when the pipeline comes later', async () => {
    const { body } = await ingress.ask(tone, { 'x-gauntlet-timeout-ms': '300' });
    expect(body.gauntlet).toMatchObject({ outcome: 'canned', recorded: true });
    const { request_id: id } = body.gauntlet;
    const [event] = acceptedOf(id);
    await pipeline.publish(pipeline.candidate(event!, 'too late'));
    await until('both candidates', async () => (await candidatesOf(id)) === 2);
    expect((await ingress.read(id)).body).toMatchObject({ outcome: 'canned', reason: 'deadline_exceeded' });
  });

  it('is canned at the deadline without personal data, for whoever reads the topic', async () => {
    const publish = vi.spyOn(ingress.app.get(EventPublisher), 'publish');
    onTestFinished(() => publish.mockRestore());
    const messages = [{ role: 'user', content: 'I am ann@example.org' }];
    await ingress.ask({ messages, ...tone }, { 'x-gauntlet-timeout-ms': '300' });
    const released = publish.mock.calls.map(([event]) => event).filter(({ topic }) => topic === TOPICS.released);
    expect(released).toMatchObject([{ content: { input: 'I am [EMAIL_1]' } }]);
  });

  it('reaches a caller whose instance missed the broadcast', async () => {
    const key = randomUUID();
    const asked = ingress.ask(tone, { 'idempotency-key': key });
    const id = requestIdOfKey('default', key);
    await until('the accepted event', () => acceptedOf(id)[0]);
    const event = pipeline.candidate(acceptedOf(id)[0]!, 'from the table');
    await ingress.app
      .get(CandidatesRepository)
      .add({ event, partition: 0, offset: 0n, releasedAt: Date.now(), traceId: null });
    expect((await asked).body.choices[0]?.message.content).toBe('from the table');
  });
});

describe('a repeat', () => {
  it('publishes the same event again while there is no result, and both callers get one answer', async () => {
    const key = randomUUID();
    const id = requestIdOfKey('default', key);
    const first = ingress.ask(tone, { 'idempotency-key': key });
    await until('the accepted event', () => acceptedOf(id).length === 1);
    expect((await ingress.read(id)).response.status).toBe(202);
    const second = ingress.ask(tone, { 'idempotency-key': key });
    await until('the same event again', () => acceptedOf(id).length === 2);
    const [one, two] = acceptedOf(id);
    expect(two!.facts.request).toEqual(one!.facts.request);
    expect(two).toMatchObject({ id: one!.id, content: one!.content });
    await pipeline.publish(pipeline.candidate(one!, 'once'));
    expect((await first).body).toEqual((await second).body);
  });

  it('is refused with another body', async () => {
    const key = { 'idempotency-key': randomUUID() };
    pipeline.answers = () => ['yes'];
    await ingress.ask(tone, key);
    const { response, body } = await ingress.ask({ metadata: { tone: 'cold' } }, key);
    expect([response.status, body.error.code]).toEqual([409, 'idempotency_conflict']);
  });
});

describe('a submitted event', () => {
  const submit = (id: string, facts: object, input = 'Hello?') =>
    pipeline.publish({
      topic: TOPICS.submitted,
      id,
      key: id,
      source: '/shop',
      time: new Date().toISOString(),
      facts: { tenant: 'shop', prompt: 'support-agent', ...facts },
      content: { input, variables: { tone: 'kind' } },
    });
  const requestIdOf = (id: string) => requestIdOfSubmission('shop', '/shop', id);

  it('becomes an accepted request with a derived id, the same for a repeat', async () => {
    const id = randomUUID();
    await submit(id, { timeoutMs: 5_000 });
    await submit(id, { timeoutMs: 5_000 });
    await until('both deliveries', () => acceptedOf(requestIdOf(id)).length === 2);
    const [one, two] = acceptedOf(requestIdOf(id));
    expect(one!.facts.request).toMatchObject({ tenant: 'shop', origin: 'kafka' });
    expect(two!.facts.request).toEqual(one!.facts.request);
  });

  it('may hold texts that Postgres can’t', async () => {
    const id = randomUUID();
    await submit(id, { conversation: 'nul \0', tags: { strange: 'nul \0 and half \ud800' } }, 'nul \0');
    await until('the accepted event', () => acceptedOf(requestIdOf(id)).length === 1);
  });

  it('is a dead letter when it can never be accepted, and the next one goes on', async () => {
    const id = randomUUID();
    await submit(id, {});
    await submit(id, {}, 'another body');
    await submit(randomUUID(), { prompt: 'nobody-knows' });
    const codes = await deadLetterCodes(2);
    expect(codes.sort()).toEqual(['prompt_not_found', 'submission_conflict']);
    const next = randomUUID();
    await submit(next, {});
    await until('the next one', () => acceptedOf(requestIdOf(next)).length === 1);
  });
});

describe('bad input', () => {
  const send = (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${ingress.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['broken JSON', '{', {}, 400],
    ['an empty body', '', {}, 400],
    ['a text', '"hi"', {}, 400],
    ['a prototype key', '{"__proto__":{"a":1}}', {}, 400],
    ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400],
    ['a depth bomb', '['.repeat(150_000) + ']'.repeat(150_000), {}, 400],
    ['a huge body', `{"model":"${'x'.repeat(2_000_000)}"}`, {}, 413],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', 'a', { 'content-type': 'text/plain' }, 415],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415],
    ['a packed body', '{}', { 'content-encoding': 'gzip' }, 415],
    [
      'a bad timeout',
      '{"model":"a","messages":[{"role":"user","content":"x"}]}',
      { 'x-gauntlet-timeout-ms': '-1' },
      400,
    ],
    ['a bad key', '{"model":"a","messages":[{"role":"user","content":"x"}]}', { 'idempotency-key': 'a b' }, 400],
    ['an unknown prompt', '{"model":"a","messages":[{"role":"user","content":"x"}]}', {}, 404],
    ['a missing variable', '{"model":"support-agent","messages":[{"role":"user","content":"x"}]}', {}, 400],
  ])('refuses %s', async (_what, body, headers, status) => {
    const response = await send(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('accepts texts that JSON can hold and Postgres can’t', async () => {
    pipeline.answers = () => ['nul \0 and half \ud800'];
    const messages = [{ role: 'user', content: 'nul \0 and half \ud800' }];
    const metadata = { tone: 'kind', strange: 'nul \0 and half \ud800' };
    const { response, body } = await ingress.ask({ metadata, messages }, { 'idempotency-key': randomUUID() });
    expect(response.status).toBe(200);
    await until('the record', async () => (await candidatesOf(body.gauntlet.request_id)) === 1);
  });

  it('says bad id, unknown id', async () => {
    expect((await ingress.read('7')).response.status).toBe(400);
    expect((await ingress.read(randomUUID())).response.status).toBe(404);
  });
});

describe('callers', () => {
  it('may go: their place is free, their request goes on', async () => {
    const waiters = ingress.app.get(Waiters);
    const key = randomUUID();
    const id = requestIdOfKey('default', key);
    const body = JSON.stringify({ model: 'support-agent', messages: [{ role: 'user', content: 'x' }], ...tone });
    const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nidempotency-key: ${key}\r\n`;
    const socket = connect(Number(new URL(ingress.url).port), '127.0.0.1');
    socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    await until('the caller', () => waiters.has(id, 'default'));
    await until('the accepted event', () => acceptedOf(id)[0]);
    socket.destroy();
    await until('the free place', () => !waiters.has(id, 'default'));
    await pipeline.publish(pipeline.candidate(acceptedOf(id)[0]!, 'for later'));
    await until('the record', async () => (await candidatesOf(id)) === 1);
  });
});

describe('with Postgres away', () => {
  beforeAll(() => world.postgres.kill());
  afterAll(async () => {
    await world.postgres.restart();
    await until('the database', () => ingress.app.get(Database).isUp());
  });

  it('goes on answering and says that the key was not checked', async () => {
    pipeline.answers = () => ['still here'];
    const { response, body } = await ingress.ask(tone, { 'idempotency-key': randomUUID() });
    expect(body.choices[0]?.message.content).toBe('still here');
    expect(response.headers.get('gauntlet-degraded')).toBe('idempotency');
  });

  it('says 503 for a record, and when to come back', async () => {
    const { response, body } = await ingress.read(randomUUID());
    expect([response.status, body.error.code]).toEqual([503, 'database_unavailable']);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('with Kafka away', () => {
  it('gives the caller who waits a canned answer that says it has no record, and refuses new ones', async () => {
    const key = randomUUID();
    const id = requestIdOfKey('default', key);
    const waiting = ingress.ask(tone, { 'idempotency-key': key, 'x-gauntlet-timeout-ms': '2000' });
    await until('the accepted event', () => acceptedOf(id)[0]);
    await world.broker.close();
    const refused = await ingress.ask(tone);
    expect([refused.response.status, refused.body.error.code]).toEqual([503, 'broker_unavailable']);
    expect(refused.response.headers.get('retry-after')).not.toBeNull();
    expect((await waiting).body.gauntlet).toMatchObject({ outcome: 'canned', recorded: false });
    await world.restartBroker();
    pipeline.answers = () => ['back again'];
    await until('an answer', async () => (await ingress.ask(tone)).body.choices?.[0]?.message.content === 'back again');
  });
});

describe('a stop', () => {
  it('lets the callers who wait have their answers, and their connections hold nothing up', async () => {
    const other = await world.startIngress({ INSTANCE_ID: 'ingress-other' });
    const key = randomUUID();
    const id = requestIdOfKey('default', key);
    const asked = other.ask(tone, { 'idempotency-key': key });
    await until('the accepted event', () => acceptedOf(id)[0]);
    const stopped = other.app.close();
    await pipeline.publish(pipeline.candidate(acceptedOf(id)[0]!, 'goodbye'));
    const { response, body } = await asked;
    expect([response.status, body.choices[0]?.message.content]).toEqual([200, 'goodbye']);
    await stopped;
  });
});

async function candidatesOf(id: string): Promise<number> {
  const sql = 'SELECT 1 AS found FROM ingress.candidates WHERE request_id = $1';
  return (await ingress.app.get(Database).query(sql, [id])).length;
}

async function deadLetterCodes(count: number): Promise<(string | undefined)[]> {
  const kafka = new Kafka({ brokers: [world.broker.address], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: randomUUID() });
  const codes: (string | undefined)[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: ['ingress.dlq.v1'], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => void codes.push(message.headers?.['dlq-error-code']?.toString()),
  });
  await until('dead letters', () => codes.length >= count);
  await consumer.disconnect();
  return codes;
}
