import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyScope } from '@gauntlet/contracts';
import { ApiKeys, createKey } from '@gauntlet/keys';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../../test/ingress-world';
import type { RunningIngress } from '../../test/running-ingress';
import { SYSTEM } from '../../test/stub-pipeline';

const PEPPER = 'pepper-for-the-spec';
const SHOP = 'https://shop.example';

let world: IngressWorld;
let ingress: RunningIngress;

beforeAll(async () => {
  world = await IngressWorld.start({ INGRESS_CORS_ORIGINS: SHOP, INGRESS_ALLOWED_HOSTS: 'gauntlet.test' });
  ingress = world.ingress;
  world.pipeline.answers = () => ['Two years.'];
});

afterAll(() => world.stop());

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly body: unknown;
}

/** Sends what `fetch` would not: any Host and Origin, and headers that come twice. */
function send(method: string, path: string, headers: Record<string, string | string[]> = {}): Promise<Reply> {
  const { host, hostname, port } = new URL(ingress.url);
  const lines = Object.entries({ host, ...headers }).flatMap(([name, values]) =>
    [values].flat().map((one) => [name, one]),
  );
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: lines.flat() }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const body = text.startsWith('{') ? (JSON.parse(text) as Pick<Reply, 'error'>) : undefined;
        resolve({ status: response.statusCode, headers: response.headers, error: body?.error, body });
      });
    });
    sent.on('error', reject).end();
  });
}

describe('a caller without a key', () => {
  it.each([
    'localhost',
    'localhost:3000',
    '127.0.0.1:1',
    '[::1]:8080',
    'gauntlet.test:80',
    'LOCALHOST',
    'LocalHost.:80',
    'gauntlet.test.',
  ])('may ask under the name %s', async (host) => {
    expect((await send('GET', '/v1/models', { host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.7',
    'a b',
    '[::2]',
  ])('may not ask under the name %s, wherever it points', async (host) => {
    for (const path of ['/v1/models', '/metrics', '/openapi.json']) {
      expect(await send('GET', path, { host })).toMatchObject({ status: 403, error: { code: 'host_not_allowed' } });
    }
  });

  it.each(['http://evil.example', 'null', 'http://localhost.evil.example:80', 'file://'])(
    'may not ask from the page %s',
    async (origin) => {
      const reply = await send('POST', '/v1/chat/completions', { origin });
      expect(reply).toMatchObject({ status: 403, error: { code: 'origin_not_allowed' } });
    },
  );

  it.each(['http://localhost:3000', 'http://localhost.:3000', 'http://127.0.0.1', 'https://[::1]:8443', SHOP])(
    'may ask from the page %s',
    async (origin) => {
      expect((await send('GET', '/v1/models', { origin })).status).toBe(200);
    },
  );
});

describe('a header that may come once', () => {
  it.each([
    ['host', ['localhost', 'evil.example']],
    ['host', ['localhost', 'localhost']],
    ['authorization', ['Bearer a', 'Bearer b']],
    ['content-type', ['application/json', 'text/plain']],
  ])('is not guessed when it comes twice: %s', async (name, values) => {
    for (const path of ['/v1/models', '/health/live']) {
      const reply = await send('GET', path, { host: 'localhost', [name]: values });
      expect(reply).toMatchObject({ status: 400, error: { code: 'repeated_header', param: name } });
    }
  });
});

describe('a page of another origin', () => {
  const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,prefer' };

  it('is told that its scripts may ask, and read, when it is listed', async () => {
    const first = await send('OPTIONS', '/v1/chat/completions', { origin: SHOP, ...asking });
    expect(first).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': SHOP,
        'access-control-allow-headers': 'authorization,prefer',
        'access-control-allow-methods': 'GET, POST',
        vary: 'origin',
      },
    });
    const { headers } = await send('GET', '/v1/models', { origin: SHOP });
    expect(headers['access-control-allow-origin']).toBe(SHOP);
    expect(headers['access-control-expose-headers']).toContain('x-request-id');
    expect((await send('GET', '/v1/requests/7', { origin: SHOP })).headers['access-control-allow-origin']).toBe(SHOP);
  });

  it.each(['https://evil.example', 'http://localhost:3000'])('is told nothing when it is %s', async (origin) => {
    const reply = await send('OPTIONS', '/v1/chat/completions', { origin, ...asking });
    expect(reply).toMatchObject({ status: 403, error: { code: 'origin_not_allowed' } });
    expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('a known path', () => {
  it.each([
    ['/v1/chat/completions', 'POST'],
    ['/v1/models', 'GET, HEAD'],
    ['/v1/models/x', 'GET, HEAD'],
    ['/v1/requests', 'POST'],
    [`/v1/requests/${randomUUID()}`, 'GET, HEAD'],
    [`/v1/requests/${randomUUID()}/events`, 'GET, HEAD'],
    [`/v1/requests/${randomUUID()}/feedback`, 'POST'],
    ['/health/live', 'GET, HEAD'],
    ['/health/ready', 'GET, HEAD'],
    ['/metrics', 'GET, HEAD'],
    ['/openapi.json', 'GET, HEAD'],
  ])('%s says which methods it takes', async (path, allow) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((it) => !allow.includes(it))) {
      const reply = await send(method, path);
      expect([method, reply.status, reply.headers['allow'], reply.error?.code]).toEqual([
        method,
        405,
        allow,
        'method_not_allowed',
      ]);
    }
  });

  it('of the list of models may end with a slash', async () => {
    expect((await send('GET', '/v1/models/')).body).toMatchObject({ object: 'list' });
    expect((await send('GET', '/v1/models/support-agent')).body).toMatchObject({
      id: 'support-agent',
      object: 'model',
    });
  });
});

describe('an unknown path', () => {
  it.each(['/v1/responses', '/v1/completions', '/chat/completions', '/v1/embeddings'])(
    '%s names the one to take',
    async (path) => {
      const reply = await send('POST', path);
      expect(reply).toMatchObject({ status: 404, error: { code: 'not_found' } });
      expect(reply.error?.message).toContain('POST /v1/chat/completions');
    },
  );
});

describe('the id of a chat completion', () => {
  it('is an id of its request on every route', async () => {
    const { body } = await ingress.ask({ metadata: { tone: 'kind' } });
    const { id } = body as unknown as { id: string };
    expect(id).toMatch(/^chatcmpl-/);
    const isRecorded = async () => (await ingress.read(id)).response.status === 200;
    await waitFor(isRecorded, { deadlineMs: 20_000, description: 'the record' });
    expect((await send('GET', `/v1/requests/${id}/events`)).status).toBe(200);
    const feedback = await fetch(`${ingress.url}/v1/requests/${id}/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"rating":"up"}',
    });
    expect([feedback.status, await feedback.json()]).toEqual([202, { id: body.gauntlet.request_id, rating: 'up' }]);
    expect((await ingress.read(`chatcmpl-${id}`)).response.status).toBe(400);
  });
});

describe('a record', () => {
  const scopes: KeyScope[] = ['requests:write', 'requests:read', 'prompts:read'];
  let guarded: RunningIngress;
  beforeAll(async () => {
    const env = { GAUNTLET_KEY_PEPPER: PEPPER, INGRESS_REQUIRE_API_KEY: 'true', INSTANCE_ID: 'ingress-guarded' };
    guarded = await world.startIngress(env);
  });
  afterAll(() => guarded.app.close());

  const waited = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=20', ...headers },
      body: JSON.stringify({ prompt: 'support-agent', input: 'x', variables: { tone: 'kind' } }),
    });

  async function bearerWith(some: KeyScope[]): Promise<Record<string, string>> {
    const { text, event } = createKey({ tenant: 'shop', scopes: some, label: '', by: 'spec' }, PEPPER);
    await world.pipeline.publish(event);
    const isKnown = () => guarded.app.get(ApiKeys).find(text);
    await waitFor(isKnown, { deadlineMs: 20_000, description: 'the key' });
    return { authorization: `Bearer ${text}` };
  }

  it('says what the prompt tells its model only to keys that may read prompts, and on the machine itself', async () => {
    const eventsOf = async (headers: Record<string, string>, id: string) =>
      (await fetch(`${guarded.url}/v1/requests/${id}/events`, { headers })).text();
    const all = await bearerWith(scopes);
    const most = await bearerWith(scopes.slice(0, 2));
    const told = await waited(guarded.url, all);
    const text = await told.text();
    expect([told.status, text.includes(SYSTEM)]).toEqual([200, true]);
    const { id } = JSON.parse(text) as { id: string };
    expect(await eventsOf(all, id)).toContain(SYSTEM);
    for (const headers of [most, await bearerWith(scopes.slice(0, 1))]) {
      const untold = await waited(guarded.url, headers);
      expect([untold.status, (await untold.text()).includes(SYSTEM)]).toEqual([200, false]);
    }
    expect(await (await fetch(`${guarded.url}/v1/requests/${id}`, { headers: most })).text()).not.toContain(SYSTEM);
    expect(await eventsOf(most, id)).not.toContain(SYSTEM);
    expect(await (await waited(ingress.url)).text()).toContain(SYSTEM);
  });
});
