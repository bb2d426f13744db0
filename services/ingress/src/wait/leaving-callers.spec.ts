import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../../test/ingress-world';
import type { RunningIngress } from '../../test/running-ingress';
import { CallerPlaces, ReaderPlaces } from '../door/limits/places';
import { Waiters } from './waiters';

const TONE = { metadata: { tone: 'kind' } };
const AT_ONCE = 100;

let world: IngressWorld;
let ingress: RunningIngress;

const until = (description: string, condition: () => unknown) =>
  waitFor(condition, { deadlineMs: 20_000, description });

beforeAll(async () => {
  world = await IngressWorld.start();
  ingress = world.ingress;
});

afterAll(() => world.stop());

beforeEach(() => {
  world.pipeline.answers = () => [];
});

/** Sends raw HTTP and closes the connection some milliseconds later, whatever has come back. */
function sendAndLeave(text: string, afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(ingress.url).port), '127.0.0.1', () => {
      socket.write(text);
      setTimeout(() => socket.destroy(), afterMs);
    });
    socket.on('error', () => undefined).on('close', () => resolve());
  });
}

/** What comes back on one connection, until `end` is in it. `fetch` closes the connection of a HEAD by itself. */
async function answersTo(text: string, end: string): Promise<string> {
  let received = '';
  const socket = connect(Number(new URL(ingress.url).port), '127.0.0.1', () => socket.write(text));
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  await until(`an answer with ${end}`, () => received.includes(end)).finally(() => socket.destroy());
  return received;
}

async function leaveOften(text: string, times: number): Promise<void> {
  for (let sent = 0; sent < times; sent += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => sendAndLeave(text, index % 6)));
  }
}

const get = (path: string, method = 'GET') => `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

function post(body: object, headers = ''): string {
  const json = JSON.stringify(body);
  const head = 'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
  return `${head}${headers}content-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

const question = { model: 'support-agent', messages: [{ role: 'user', content: 'x' }], ...TONE };
const inUse = () => ({
  waiting: ingress.app.get(Waiters).inFlight,
  callers: ingress.app.get(CallerPlaces).inUse,
  readers: ingress.app.get(ReaderPlaces).inUse,
});
const nobody = { waiting: 0, callers: 0, readers: 0 };

async function expectNobody(): Promise<void> {
  await until('all places to be free', () => Object.values(inUse()).every((count) => count === 0)).catch(
    () => undefined,
  );
  expect(inUse()).toEqual(nobody);
}

async function finishedRequest(): Promise<string> {
  world.pipeline.answers = () => ['done'];
  const { body } = await ingress.ask(TONE);
  const { request_id: id } = body.gauntlet;
  await until('the record', async () => (await ingress.read(id)).response.status === 200);
  return id;
}

function submitTo({ url }: RunningIngress): Promise<Response> {
  return fetch(`${url}/v1/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'support-agent', input: 'x', variables: TONE.metadata }),
  });
}

async function pendingRequest(): Promise<string> {
  return ((await (await submitTo(ingress)).json()) as { id: string }).id;
}

const statusOf = async (sent: Promise<Response>) => (await sent).status;

async function refusalOf(sent: Promise<Response>): Promise<[number, string]> {
  const response = await sent;
  return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
}

describe('a caller who leaves early', () => {
  it.each(['GET', 'HEAD'])('gives back the place of %s events of a finished request', async (method) => {
    const id = await finishedRequest();
    await leaveOften(get(`/v1/requests/${id}/events`, method), 400);
    await expectNobody();
  });

  it('gives back the place of events of a request on its way', async () => {
    const id = await pendingRequest();
    await leaveOften(get(`/v1/requests/${id}/events`), 300);
    await until('the listeners to be gone', () => inUse().readers === 0 && inUse().waiting <= 1);
    await world.pipeline.publish(
      world.pipeline.candidate(
        world.pipeline.accepted.find(({ key }) => key === id)!,
        'x',
      ),
    );
    await expectNobody();
  });

  it('gives back the place of a question, also of many on one connection', async () => {
    await leaveOften(post(question), 200);
    await sendAndLeave(post(question).repeat(30), 40);
    await expectNobody();
  });

  it('gives back the place of a question with a key, of a read, and of what is no request', async () => {
    for (let round = 0; round < 3; round += 1) {
      await leaveOften(post(question, `idempotency-key: ${randomUUID()}\r\n`), AT_ONCE);
      await leaveOften(get(`/v1/requests/${randomUUID()}`), AT_ONCE);
      await leaveOften(post({ model: 'nobody-knows' }), AT_ONCE);
    }
    await expectNobody();
  });
});

describe('HEAD', () => {
  it('ends at once, so that the connection is free for the next request', async () => {
    const id = await pendingRequest();
    const both = await answersTo(get(`/v1/requests/${id}/events`, 'HEAD') + get('/v1/models'), '"object":"list"');
    expect(both).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*content-type: text\/event-stream[^]*HTTP\/1.1 200 OK\r\n/);
    await until('the place to be free', () => inUse().readers === 0);
  });
});

describe('a tenant', () => {
  it('has its share of readers and of questions, each of its own, and no more', async () => {
    const limits = { INGRESS_MAX_READERS: '4', INGRESS_MAX_IN_FLIGHT: '4', INGRESS_TENANT_SHARE: '0.5' };
    const small = await world.startIngress({ ...limits, INSTANCE_ID: 'ingress-small' });
    onTestFinished(() => small.app.close());
    const id = await pendingRequest();
    const listeners = [new AbortController(), new AbortController()];
    const listen = ({ signal }: AbortController) => fetch(`${small.url}/v1/requests/${id}/events`, { signal });
    for (const listener of listeners) expect((await listen(listener)).status).toBe(200);
    for (const path of ['/v1/models', `/v1/requests/${id}`, `/v1/requests/${id}/events`]) {
      expect(await refusalOf(fetch(`${small.url}${path}`))).toEqual([429, 'tenant_overloaded']);
    }
    for (let question = 0; question < 2; question += 1) expect(await statusOf(submitTo(small))).toBe(202);
    expect(await refusalOf(submitTo(small))).toEqual([429, 'tenant_overloaded']);
    listeners[0]?.abort();
    await until('a place for a reader', async () => (await statusOf(fetch(`${small.url}/v1/models`))) === 200);
    listeners[1]?.abort();
  });
});
