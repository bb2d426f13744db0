import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OpenAiProvider, type ModelCall, type SimulatedBehaviour } from '@gauntlet/models';
import { SimulatedUpstream } from './simulated-upstream';

const MIB = 1_048_576;

function call(overrides: Partial<ModelCall> = {}): ModelCall {
  return {
    model: 'gpt-4o-mini',
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

describe('OpenAiProvider against the simulated upstream', () => {
  let upstream: SimulatedUpstream;
  let provider: OpenAiProvider;

  beforeAll(async () => {
    upstream = await SimulatedUpstream.start({ port: 0 });
    provider = new OpenAiProvider({ apiKey: 'sk-test', baseUrl: upstream.baseUrl, timeoutMs: 300 });
  });
  beforeEach(() => upstream.control({}));
  afterAll(() => upstream.stop());

  it('gets an answer with usage, and sends the idempotency key', async () => {
    const reply = await provider.complete(call());
    expect(reply.text).toContain('30 days');
    expect(reply).toMatchObject({ finishReason: 'stop', model: 'simulated/gpt-4o-mini', cachedInputTokens: 0 });
    expect(reply.inputTokens).toBeGreaterThan(10);
    expect(upstream.calls().at(-1)).toMatchObject({ idempotencyKey: 'request-1:0:0', status: 200, paid: true });
  });

  it('asks for the schema and gets JSON', async () => {
    const schema = { type: 'object', properties: { answer: { type: 'string' } } };
    const reply = await provider.complete(call({ responseFormat: { type: 'json_schema', schema } }));
    expect(JSON.parse(reply.text)).toMatchObject({ answer: 'Returns are free within 30 days.', simulated: true });
  });

  it('passes the parameters of the pin on', async () => {
    const refusing = call({ parameters: { simulate: { refuse: true } } });
    expect((await provider.complete(refusing)).text).toContain("can't help");
  });

  const always = (behaviour: Partial<SimulatedBehaviour>) => ({ failRate: 1, ...behaviour });
  it.each([
    [always({ status: 429, retryAfter: '3' }), { code: 'provider_rate_limited', retryAfterMs: 3000, status: 429 }],
    [always({ status: 500 }), { code: 'provider_unavailable', retryable: true }],
    [always({ status: 529 }), { code: 'provider_overloaded', retryable: true }],
    [always({ status: 400 }), { code: 'provider_rejected', retryable: false }],
    [always({ status: 401 }), { code: 'provider_auth_failed', retryable: false }],
    [always({ failure: 'hang-up' }), { code: 'provider_connection_failed', retryable: true }],
    [always({ failure: 'never-answer' }), { code: 'provider_timeout', retryable: true }],
    [always({ failure: 'invalid-json' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'wrong-content-type' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'empty-choices' }), { code: 'provider_invalid_response', retryable: true }],
  ])('maps %j', async (behaviour, expected) => {
    upstream.control(behaviour);
    await expect(provider.complete(call())).rejects.toMatchObject(expected);
  });

  it('calls once: retries belong to the ladder', async () => {
    upstream.control({ failRate: 1 });
    const before = upstream.calls().length;
    await provider.complete(call()).catch(() => undefined);
    expect(upstream.calls().length).toBe(before + 1);
  });

  it('stops at once when its caller ends the call', async () => {
    upstream.control({ latencyMs: 60_000 });
    const controller = new AbortController();
    const pending = provider.complete(call({ signal: controller.signal }));
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'provider_aborted', retryable: false });
  });

  it('names a port that nobody listens on as a failed connection', async () => {
    const away = new OpenAiProvider({ apiKey: 'sk-test', baseUrl: 'http://127.0.0.1:1/v1' });
    await expect(away.complete(call())).rejects.toMatchObject({ code: 'provider_connection_failed', retryable: true });
  });

  it('says which variable is missing when there is no key', async () => {
    const keyless = new OpenAiProvider({ baseUrl: upstream.baseUrl });
    await expect(keyless.complete(call())).rejects.toMatchObject({
      code: 'provider_key_missing',
      retryable: false,
      message: expect.stringContaining('OPENAI_API_KEY') as string,
    });
  });
});

describe('OpenAiProvider against a broken server', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function complete(listener: RequestListener): Promise<unknown> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    return new OpenAiProvider({ apiKey: 'sk-secret', baseUrl, timeoutMs: 500 }).complete(call());
  }

  it('gives up a body that stalls half way', async () => {
    const stalling: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id": "x", ');
    };
    await expect(complete(stalling)).rejects.toMatchObject({ code: 'provider_timeout' });
  });

  it('takes a connection that breaks half way for a hang-up', async () => {
    const breaking: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id": "x", ', () => {
        response.socket?.resetAndDestroy();
      });
    };
    await expect(complete(breaking)).rejects.toMatchObject({ code: 'provider_connection_failed' });
  });

  it('refuses a body that is larger than any completion', async () => {
    const flooding: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(9 * MIB, ' '));
    };
    await expect(complete(flooding)).rejects.toMatchObject({ code: 'provider_invalid_response' });
  });

  it('keeps what the provider quotes, the key included, out of its errors', async () => {
    const quoting: RequestListener = (_, response) => {
      const error = { message: 'Incorrect API key provided: sk-secret', code: 'invalid_api_key' };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    };
    const failure: unknown = await complete(quoting).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'provider_auth_failed' });
    expect((failure as Error).cause).toBeUndefined();
    expect((failure as Error).message).not.toContain('sk-secret');
  });

  it('does not retry a used-up quota, though its status is 429', async () => {
    const poor: RequestListener = (_, response) => {
      response.writeHead(429, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'pay', code: 'insufficient_quota' } }));
    };
    await expect(complete(poor)).rejects.toMatchObject({ code: 'provider_quota_exhausted', retryable: false });
  });
});
