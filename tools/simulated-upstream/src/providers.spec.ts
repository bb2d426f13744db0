import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CallLimits,
  DEFAULT_CALL_LIMITS,
  HttpProvider,
  type ModelCall,
  type ModelProvider,
  type ProviderEndpoint,
  type SimulatedBehaviour,
} from '@gauntlet/models';
import { SimulatedUpstream } from './simulated-upstream';

type Protocol = ProviderEndpoint['protocol'];

interface Wanted {
  readonly limits?: Partial<CallLimits>;
  readonly apiKey?: string | null;
  readonly needsKey?: boolean;
}

/** A provider of that protocol whose server has that origin. */
function providerAt(protocol: Protocol, origin: string, wanted: Wanted = {}): ModelProvider {
  const { limits, apiKey = 'sk-secret', needsKey = true } = wanted;
  const baseUrl = protocol === 'openai' ? `${origin}/v1` : origin;
  const endpoint = { name: protocol, protocol, baseUrl, apiKey, needsKey, keyVariable: 'TEST_API_KEY' };
  return new HttpProvider(endpoint, { ...DEFAULT_CALL_LIMITS, ...limits });
}

/** A question whose answer is in its context. */
function callWith(overrides: Partial<ModelCall> = {}): ModelCall {
  return {
    model: 'large',
    parameters: { temperature: 0 },
    messages: [
      { role: 'system', content: 'Returns are free within 30 days.' },
      { role: 'user', content: 'How long are returns free?' },
    ],
    responseFormat: { type: 'text' },
    idempotencyKey: 'request-1:0:0',
    signal: new AbortController().signal,
    ...overrides,
  };
}

const LIMITS = { totalMs: 5_000, headersMs: 400, idleMs: 300 };

describe.each<Protocol>(['openai', 'anthropic'])('the %s provider against the simulated upstream', (protocol) => {
  let upstream: SimulatedUpstream;
  let provider: ModelProvider;

  beforeAll(async () => {
    upstream = await SimulatedUpstream.start({ port: 0 });
    provider = providerAt(protocol, upstream.origin, { limits: LIMITS });
  });
  beforeEach(() => upstream.control({}));
  afterAll(() => upstream.stop());

  it('gets an answer with usage, and sends the idempotency key', async () => {
    const reply = await provider.complete(callWith());
    expect(reply.text).toContain('30 days');
    expect(reply).toMatchObject({ finishReason: 'stop', model: 'simulated/large', cachedInputTokens: 0 });
    expect(reply.inputTokens).toBeGreaterThan(10);
    expect(reply.outputTokens).toBeGreaterThan(2);
    expect(upstream.calls().at(-1)).toMatchObject({ idempotencyKey: 'request-1:0:0', status: 200, paid: true });
  });

  it('asks for the schema and gets JSON', async () => {
    const schema = { type: 'object', properties: { answer: { type: 'string' } } };
    const reply = await provider.complete(callWith({ responseFormat: { type: 'json_schema', schema } }));
    expect(JSON.parse(reply.text)).toMatchObject({ answer: 'Returns are free within 30 days.', simulated: true });
  });

  it('passes the parameters of the pin on, and says that an answer was cut short', async () => {
    const short = await provider.complete(callWith({ parameters: { simulate: { truncate: true } } }));
    expect(short.finishReason).toBe('length');
  });

  const always = (behaviour: Partial<SimulatedBehaviour>) => ({ failRate: 1, ...behaviour });
  const TOO_LARGE = expect.stringContaining('longer than 2097152 bytes') as string;
  const limited = (retryAfter: string) => always({ status: 429, retryAfter });
  it.each([
    [limited('3'), { code: 'provider_rate_limited', retryAfterMs: 3000, status: 429 }],
    [limited('Thu, 01 Jan 2015 00:00:00 GMT'), { code: 'provider_rate_limited', retryAfterMs: 0 }],
    [limited('soon'), { code: 'provider_rate_limited', retryAfterMs: undefined }],
    [limited('-7'), { code: 'provider_rate_limited', retryAfterMs: undefined }],
    [limited('99999999999'), { code: 'provider_rate_limited', retryAfterMs: 86_400_000 }],
    [always({ status: 500 }), { code: 'provider_unavailable', retryable: true }],
    [always({ status: 503 }), { code: 'provider_overloaded', retryable: true }],
    [always({ status: 529 }), { code: 'provider_overloaded', retryable: true }],
    [always({ status: 400 }), { code: 'provider_rejected', retryable: false }],
    [always({ status: 401 }), { code: 'provider_auth_failed', retryable: false }],
    [always({ failure: 'hang-up' }), { code: 'provider_connection_failed', retryable: true }],
    [always({ failure: 'never-answer' }), { code: 'provider_headers_timeout', retryable: true }],
    [always({ failure: 'stall-body' }), { code: 'provider_idle_timeout', retryable: true, spent: 'unknown' }],
    [always({ failure: 'cut-body' }), { code: 'provider_connection_failed', retryable: true }],
    [always({ failure: 'invalid-json' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'truncated-gzip' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'wrong-content-type' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'huge-body' }), { code: 'provider_answer_too_long', retryable: false, message: TOO_LARGE }],
    [always({ failure: 'empty-choices' }), { code: 'provider_invalid_response', retryable: true }],
  ])('maps %j, after one call', async (behaviour, expected) => {
    upstream.control(behaviour);
    const before = upstream.calls().length;
    await expect(provider.complete(callWith())).rejects.toMatchObject({ name: 'ProviderError', ...expected });
    expect(upstream.calls().length).toBe(before + 1);
  });

  it('works again after every kind of failure, over the same client', async () => {
    upstream.control(always({ failure: 'cut-body' }));
    await provider.complete(callWith()).catch(() => undefined);
    upstream.control({});
    expect((await provider.complete(callWith())).text).toContain('30 days');
  });

  it('ends a call that takes longer than all its parts may', async () => {
    upstream.control({ latencyMs: 60_000 });
    const hasty = providerAt(protocol, upstream.origin, { limits: { totalMs: 150 } });
    await expect(hasty.complete(callWith())).rejects.toMatchObject({ code: 'provider_timeout', retryable: true });
  });

  it('stops at once when its caller ends the call', async () => {
    upstream.control({ latencyMs: 60_000 });
    const controller = new AbortController();
    const pending = provider.complete(callWith({ signal: controller.signal }));
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'provider_aborted', retryable: false });
  });

  it('names a port that nobody listens on as a failed connection', async () => {
    const left = createServer();
    const origin = `http://${await originOf(left)}`;
    await new Promise((resolve) => left.close(resolve));
    const away = providerAt(protocol, origin);
    const message = expect.stringContaining('(ECONNREFUSED)') as string;
    const refused = { code: 'provider_connection_failed', spent: 'nothing', message };
    await expect(away.complete(callWith())).rejects.toMatchObject(refused);
  });

  it('says which variable is missing when there is no key', async () => {
    const keyless = providerAt(protocol, upstream.origin, { apiKey: null });
    await expect(keyless.complete(callWith())).rejects.toMatchObject({
      code: 'provider_key_missing',
      retryable: false,
      message: expect.stringMatching(/^TEST_API_KEY is not set: set it \(or TEST_API_KEY_FILE\)/) as string,
    });
  });
});

const MIB = 1_048_576;
const JSON_TYPE = { 'content-type': 'application/json' };

let stop: () => void = () => undefined;
afterEach(() => stop());

async function originOf(server: Server | TcpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each<Protocol>(['openai', 'anthropic'])('the %s provider against a broken server', (protocol) => {
  async function complete(listener: RequestListener, limits = {}): Promise<unknown> {
    const server = createServer(listener);
    stop = () => void server.close().closeAllConnections();
    return providerAt(protocol, `http://${await originOf(server)}`, { limits }).complete(callWith());
  }

  it('gives up a connection that is never made', async () => {
    const sockets: Socket[] = [];
    const silent = createTcpServer((socket) => sockets.push(socket));
    stop = () => {
      sockets.forEach((socket) => socket.destroy());
      silent.close();
    };
    // A TLS handshake that is never answered: for the timer it is the same as a host that drops every packet.
    const provider = providerAt(protocol, `https://${await originOf(silent)}`, {
      limits: { connectMs: 200, totalMs: 4_000 },
    });
    await expect(provider.complete(callWith())).rejects.toMatchObject({ code: 'provider_connect_timeout' });
  });

  it('ends a body that drips for ever', async () => {
    let dripping: NodeJS.Timeout | undefined;
    const drip: RequestListener = (_, response) => {
      response.writeHead(200, JSON_TYPE);
      dripping = setInterval(() => response.write(' '), 20);
    };
    await expect(complete(drip, { totalMs: 300, idleMs: 200 })).rejects.toMatchObject({ code: 'provider_timeout' });
    clearInterval(dripping);
  });

  it('keeps the status of an error whose body is larger than memory should be', async () => {
    const flooding: RequestListener = (_, response) => void response.writeHead(500).end(Buffer.alloc(9 * MIB, ' '));
    await expect(complete(flooding)).rejects.toMatchObject({ code: 'provider_unavailable', status: 500 });
  });

  it('carries its key nowhere else', async () => {
    const reached: string[] = [];
    const redirecting: RequestListener = ({ url = '' }, response) => {
      reached.push(url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    await expect(complete(redirecting)).rejects.toMatchObject({ code: 'provider_rejected', status: 307 });
    expect(reached).toHaveLength(1);
  });

  it.each(['text/plain; charset=utf-8', undefined])('reads JSON that is said to be of type %s', async (type) => {
    const body = {
      choices: [{ message: { content: 'hello' }, finish_reason: 'stop' }],
      content: [{ type: 'text', text: 'hello' }],
    };
    const headers = type === undefined ? {} : { 'content-type': type };
    const answering: RequestListener = (_, response) => void response.writeHead(200, headers).end(JSON.stringify(body));
    expect(await complete(answering)).toMatchObject({ text: 'hello' });
  });

  it('gives up a body that is small only while it is compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(16 * MIB, ' '));
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    const bombing: RequestListener = (_, response) => void response.writeHead(200, headers).end(bomb);
    await expect(complete(bombing)).rejects.toMatchObject({ code: 'provider_answer_too_long', spent: 'unknown' });
  });

  it('says why the provider refused, in the provider’s codes, and what that cost', async () => {
    const error = { type: 'invalid_request_error', code: 'model_not_found', param: 'model', message: 'secret' };
    const body = { type: 'error', error: { ...error, details: { error_code: 'model_not_found' } } };
    const refusing: RequestListener = (_, response) =>
      void response.writeHead(404, JSON_TYPE).end(JSON.stringify(body));
    const reason = { status: 404, code: 'model_not_found', type: 'invalid_request_error' };
    await expect(complete(refusing)).rejects.toMatchObject({ code: 'provider_rejected', spent: 'nothing', reason });
  });

  it('keeps what the provider quotes, the key included, out of its errors', async () => {
    const quoting: RequestListener = (_, response) => {
      const error = { type: 'key-sk-secret', param: 'jo@example.com', message: 'Incorrect API key: sk-secret' };
      response.writeHead(401, JSON_TYPE).end(JSON.stringify({ type: 'error', error }));
    };
    const failure: unknown = await complete(quoting).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'provider_auth_failed', reason: { status: 401, type: null, param: null } });
    expect((failure as Error).cause).toBeUndefined();
    expect((failure as Error).message).not.toContain('sk-secret');
  });

  it.each(['null', '[]', '"text"', '{}', '{"choices":[null],"content":[null]}', '{"choices":[{}],"content":[{}]}'])(
    'takes %s for no answer',
    async (body) => {
      await expect(complete((_, response) => void response.writeHead(200, JSON_TYPE).end(body))).rejects.toMatchObject({
        code: 'provider_invalid_response',
      });
    },
  );
});

describe('OpenAI’s own answers', () => {
  it('does not retry a used-up quota, though its status is 429', async () => {
    const poor: RequestListener = (_, response) => {
      response.writeHead(429, JSON_TYPE).end(JSON.stringify({ error: { message: 'pay', code: 'insufficient_quota' } }));
    };
    const server = createServer(poor);
    stop = () => void server.close().closeAllConnections();
    const provider = providerAt('openai', `http://${await originOf(server)}`);
    await expect(provider.complete(callWith())).rejects.toMatchObject({
      code: 'provider_quota_exhausted',
      retryable: false,
    });
  });

  it('sends a compatible server without a key no key at all', async () => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      const choices = [{ message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }];
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ choices }));
    });
    stop = () => void server.close().closeAllConnections();
    const local = providerAt('openai', `http://${await originOf(server)}`, { apiKey: null, needsKey: false });
    expect(await local.complete(callWith())).toMatchObject({ text: 'hello', inputTokens: null, model: 'large' });
    expect(seen).toEqual([undefined]);
  });
});

describe('Anthropic’s own answers', () => {
  it('come to whoever sends the key and a version of the API', async () => {
    const server = createServer((request, response) => {
      const known = request.headers.authorization === 'Bearer sk-secret' && request.headers['anthropic-version'];
      const body = { content: [{ type: 'text', text: 'hello' }], stop_reason: 'end_turn' };
      response.writeHead(known ? 200 : 401, JSON_TYPE).end(JSON.stringify(body));
    });
    stop = () => void server.close().closeAllConnections();
    const provider = providerAt('anthropic', `http://${await originOf(server)}`);
    expect(await provider.complete(callWith())).toMatchObject({ text: 'hello', finishReason: 'stop' });
  });
});
