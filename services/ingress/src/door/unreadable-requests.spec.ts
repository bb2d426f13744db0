import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../../test/ingress-world';

let world: IngressWorld;

beforeAll(async () => {
  world = await IngressWorld.start();
});

afterAll(() => world.stop());

/** Sends bytes as they are and reads until the connection ends. */
async function answerTo(bytes: string): Promise<{ status: number; code: unknown }> {
  const socket = connect(Number(new URL(world.ingress.url).port), '127.0.0.1');
  socket.end(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  const { error } = JSON.parse(body) as { error: { code: unknown } };
  return { status: Number(head.split(' ')[1]), code: error.code };
}

const get = (path: string, version: string, ...headers: string[]) =>
  [`GET ${path} HTTP/${version}`, 'connection: close', ...headers, '', ''].join('\r\n');

describe('a request that no route ever sees has a code of its own', () => {
  it.each([
    ['no HTTP', 'SELECT 1;\r\n\r\n', 400, 'invalid_http'],
    ['no Host in HTTP/1.1', get('/v1/models', '1.1'), 400, 'missing_host'],
    ['no Host in HTTP/1.0', get('/v1/models', '1.0'), 403, 'host_not_allowed'],
    ['two Hosts', get('/v1/models', '1.1', 'host: localhost', 'host: a'), 400, 'repeated_header'],
    [
      'another expectation',
      get('/v1/models', '1.1', 'host: localhost', 'expect: 200-maybe'),
      417,
      'expectation_failed',
    ],
    ['long headers', get('/v1/models', '1.1', `a: ${'a'.repeat(17_000)}`), 431, 'headers_too_large'],
    ['a broken escape', get('/v1/%E0%A4%A', '1.1', 'host: localhost'), 400, 'invalid_path'],
    ['a long id', get(`/v1/requests/${'a'.repeat(9_000)}`, '1.1', 'host: localhost'), 414, 'path_too_long'],
    ['a long wrong id', get(`/v1/requests/${'a'.repeat(128)}`, '1.1', 'host: localhost'), 400, 'invalid_request_id'],
    ['a long unknown name', get(`/v1/models/${'a'.repeat(128)}`, '1.1', 'host: localhost'), 404, 'model_not_found'],
  ])('%s', async (_, bytes, status, code) => {
    expect(await answerTo(bytes)).toEqual({ status, code });
  });

  it('over a connection that is open while the server closes', async () => {
    const { app, url } = await world.startIngress();
    const { server } = app.getHttpAdapter().getInstance();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const arrived = once(server, 'request');
    socket.write('POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{');
    await arrived;
    const closed = app.close();
    await waitFor(() => !server.listening, { deadlineMs: 20_000, description: 'the server to close' });
    socket.end(`}${get('/v1/models', '1.1', 'host: localhost')}`);
    const refusal = (await text(socket)).split('HTTP/1.1 ')[2];
    expect(refusal).toMatch(/^503 .*retry-after: 1\r\n.*"code":"stopping"/s);
    await closed;
  });
});
