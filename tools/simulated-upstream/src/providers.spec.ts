import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ModelProvider, SimulatedBehaviour } from '@gauntlet/models';
import { callWith, providerAt, type Protocol } from './provider-at.fixture';
import { SimulatedUpstream } from './simulated-upstream';

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
  const limited = (retryAfter: string) => always({ status: 429, retryAfter });
  it.each([
    [limited('3'), { code: 'provider_rate_limited', retryAfterMs: 3000, status: 429 }],
    [limited('Thu, 01 Jan 2015 00:00:00 GMT'), { code: 'provider_rate_limited', retryAfterMs: 0 }],
    [limited('soon'), { code: 'provider_rate_limited', retryAfterMs: undefined }],
    [limited('-7'), { code: 'provider_rate_limited', retryAfterMs: undefined }],
    [limited('99999999999'), { code: 'provider_rate_limited', retryAfterMs: 99_999_999_999_000 }],
    [always({ status: 500 }), { code: 'provider_unavailable', retryable: true }],
    [always({ status: 503 }), { code: 'provider_overloaded', retryable: true }],
    [always({ status: 529 }), { code: 'provider_overloaded', retryable: true }],
    [always({ status: 400 }), { code: 'provider_rejected', retryable: false }],
    [always({ status: 401 }), { code: 'provider_auth_failed', retryable: false }],
    [always({ failure: 'hang-up' }), { code: 'provider_connection_failed', retryable: true }],
    [always({ failure: 'never-answer' }), { code: 'provider_headers_timeout', retryable: true }],
    [always({ failure: 'stall-body' }), { code: 'provider_idle_timeout', retryable: true }],
    [always({ failure: 'cut-body' }), { code: 'provider_connection_failed', retryable: true }],
    [always({ failure: 'invalid-json' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'truncated-gzip' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'wrong-content-type' }), { code: 'provider_invalid_response', retryable: true }],
    [always({ failure: 'huge-body' }), { code: 'provider_invalid_response', retryable: true }],
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
    const away = providerAt(protocol, 'http://127.0.0.1:1');
    await expect(away.complete(callWith())).rejects.toMatchObject({ code: 'provider_connection_failed' });
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
