import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedWorld } from '../world/address';
import { ExtraIngress } from '../world/extra-ingress';

/** Of the ingress's own work: waiting for a busy machine says nothing about it. */
const QUICKLY_MS = 50;
const TRIES = 10;
const SLOWEST_REQUEST_MS = 1_500;
const MOST_GROWTH_BYTES = 100_000_000;

const CHAT = '/v1/chat/completions';
const QUESTION = { role: 'user', content: 'Hello' };
const BODY = { model: 'support-agent', messages: [QUESTION] };

interface Abuse {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const json = (more: object) => JSON.stringify({ ...BODY, ...more });

const ABUSES: readonly Abuse[] = [
  { name: '10 MB', status: 413, code: 'request_too_large', headers: { 'content-length': '10000000' } },
  { name: 'a depth bomb', status: 400, code: 'invalid_json', body: deep },
  { name: 'a depth bomb in a field', status: 400, code: 'invalid_json', body: `{"messages":${deep}}` },
  { name: '100,000 messages', status: 400, code: 'invalid_request', body: `{"messages":[${'{},'.repeat(99_999)}{}]}` },
  { name: '202 messages', status: 400, code: 'invalid_request', body: json({ messages: Array(202).fill(QUESTION) }) },
  { name: '20,000 unknown fields', status: 400, code: 'invalid_request', body: json(manyFields(20_000)) },
  { name: '2,900 unknown fields', status: 400, code: 'unknown_parameter', body: json(manyFields(2_900)) },
  { name: '2,900 tags', status: 400, code: 'invalid_request', body: json({ metadata: manyFields(2_900) }) },
  { name: '20,000 tags', status: 400, code: 'invalid_request', body: json({ metadata: manyFields(20_000) }) },
  { name: 'a long conversation', status: 400, code: 'invalid_request', body: json({ conversation: 'x'.repeat(257) }) },
  { name: 'a gzip bomb', status: 415, code: 'unsupported_media_type', body: bomb(), headers: encoded('gzip') },
  { name: 'brotli', status: 415, code: 'unsupported_media_type', body: json({}), headers: encoded('br') },
  { name: 'a form', status: 415, code: 'unsupported_media_type', body: 'a=b', headers: typed('text/plain') },
  { name: 'UTF-16', status: 415, code: 'unsupported_media_type', headers: typed('application/json; charset=utf-16') },
  { name: 'invalid UTF-8', status: 400, code: 'invalid_json', body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
  { name: 'NUL', status: 400, code: 'invalid_json', body: Buffer.from([0, 0, 0]) },
  { name: 'nothing', status: 400, code: 'invalid_json', body: '' },
  { name: 'half a body', status: 400, code: 'invalid_json', body: '{"model":"support-agent"' },
  { name: '1e400', status: 400, code: 'invalid_request', body: `{"model":1e400,"messages":[]}` },
  { name: '__proto__', status: 400, code: 'invalid_json', body: '{"__proto__":{"x":1},"model":"support-agent"}' },
  { name: 'constructor', status: 400, code: 'invalid_json', body: '{"constructor":{"prototype":{"x":1}}}' },
  { name: 'an array', status: 400, code: 'invalid_request', body: '[]' },
  { name: 'a bad deadline', status: 400, code: 'invalid_header', headers: { 'x-gauntlet-timeout-ms': '-1' } },
  { name: 'a bad key', status: 400, code: 'invalid_header', headers: { 'idempotency-key': 'x'.repeat(256) } },
  {
    name: 'a 100 KB traceparent',
    status: 431,
    code: 'headers_too_large',
    headers: { traceparent: 'x'.repeat(100_000) },
  },
  { name: '100 KB of baggage', status: 431, code: 'headers_too_large', headers: { baggage: 'a=b,'.repeat(25_000) } },
  { name: 'a double slash', status: 404, code: 'not_found', path: '//v1/chat/completions' },
  { name: 'a trailing slash', status: 404, code: 'not_found', path: '/v1/chat/completions/' },
  { name: 'another case', status: 404, code: 'not_found', path: '/V1/chat/completions' },
  { name: 'a broken escape', status: 400, code: 'invalid_path', path: '/v1/%E0%A4%A' },
];

describe('whoever means no good', () => {
  let ingress: ExtraIngress;
  beforeAll(async () => {
    ingress = await ExtraIngress.start(sharedWorld(), { HTTP_REQUEST_TIMEOUT_MS: String(SLOWEST_REQUEST_MS) });
  });
  afterAll(() => ingress.stop());

  it.each(ABUSES)('gets $status for $name, quickly', async (abuse) => {
    const before = ingress.cpuMs();
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const answer = await send(ingress.url, requestOf(abuse));
      expect(answer).toMatchObject({ status: abuse.status, body: { error: { code: abuse.code } } });
    }
    expect((ingress.cpuMs() - before) / TRIES).toBeLessThan(QUICKLY_MS);
  });

  it('gets 400 for what is no HTTP, and for headers with line breaks in them', async () => {
    const refusal = { status: 400, body: { error: { code: 'invalid_http' } } };
    expect(await send(ingress.url, 'EHLO example.com\r\n\r\n')).toMatchObject(refusal);
    expect(await send(ingress.url, `GET /v1/models HTTP/1.1\r\nhost: localhost\r\nx y: 1\r\n\r\n`)).toMatchObject(
      refusal,
    );
  });

  it.each(['headers', 'body'])('gets 408 for %s that never end', async (part) => {
    const start = `POST ${CHAT} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n`;
    const answer = await send(ingress.url, part === 'body' ? `${start}\r\n{"model":` : start);
    expect(answer).toMatchObject({ status: 408, body: { error: { code: 'request_timeout' } } });
  });

  it('gains nothing by a duplicate or internal header', async () => {
    const headers = { 'x-internal-tenant': 'admin', 'x-request-id': 'mine', 'x-gauntlet-tenant': 'admin' };
    const twice = 'x-gauntlet-timeout-ms: 1000\r\nx-gauntlet-timeout-ms: 2000\r\n';
    const refused = await send(ingress.url, requestOf({ body: json({}), headers }).replace('\r\n', `\r\n${twice}`));
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid_header' } } });
    const answer = await send(ingress.url, requestOf({ body: json({}), headers }));
    expect(answer).toMatchObject({ status: 200, body: { gauntlet: { outcome: 'answered' } } });
    expect(JSON.stringify(answer)).not.toContain('mine');
  });

  it('takes no memory for good', async () => {
    const before = ingress.memory();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(ABUSES.map((abuse) => send(ingress.url, requestOf(abuse))));
    }
    expect(ingress.memory() - before).toBeLessThan(MOST_GROWTH_BYTES);
  });
});

function requestOf({ body = json({}), headers = {}, path = CHAT }: Partial<Abuse>): string {
  const bytes = Buffer.from(body);
  const all = {
    host: 'localhost',
    'content-type': 'application/json',
    'content-length': String(bytes.length),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\nconnection: close\r\n${lines.join('')}\r\n${bytes.toString('latin1')}`;
}

/** Sends bytes as they are, and reads what comes back until the connection ends. */
async function send(url: string, request: string): Promise<{ status: number; body: unknown }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server that has refused a body does not read the rest of it.
  socket.on('error', () => undefined);
  socket.write(request, 'latin1');
  await new Promise((resolve) => socket.once('close', resolve));
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  return { status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]), body: JSON.parse(body || 'null') as unknown };
}

function manyFields(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, '']));
}

function bomb(): Buffer {
  return gzipSync(Buffer.alloc(50_000_000, ' '));
}

function encoded(encoding: string): Record<string, string> {
  return { 'content-encoding': encoding };
}

function typed(type: string): Record<string, string> {
  return { 'content-type': type };
}
