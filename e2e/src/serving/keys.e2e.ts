import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import OpenAI, { AuthenticationError, RateLimitError } from 'openai';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { requestIdOfKey } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { giveFeedback } from '../world/eval-loop';
import { ExtraIngress } from '../world/extra-ingress';
import { GauntletClient } from '../world/gauntlet-client';

const QUESTION = 'How long is a gift card valid?';
const PEPPER = { GAUNTLET_KEY_PEPPER: 'pepper-of-the-end-to-end-tests' };
const REVOKED_WITHIN_MS = 1_000;
/** A quarter of what one answer takes. */
const TOKENS = 100;

interface Key {
  readonly id: string;
  readonly key: string;
}

describe.sequential('API keys', () => {
  const world = sharedWorld();
  const gauntlet = new GauntletCommand(world, PEPPER);
  let ingress: ExtraIngress;
  let client: GauntletClient;
  let shop: Key;
  let other: Key;

  const create = (...args: string[]) => gauntlet.json<Key>('keys', 'create', ...args);
  const bearer = ({ key }: Key) => ({ authorization: `Bearer ${key}` });
  const ask = (key: Key) => client.chat(QUESTION, { headers: bearer(key) });

  beforeAll(async () => {
    const limits = { INGRESS_TENANT_REQUESTS_PER_MINUTE: '30' };
    [ingress, shop, other] = await Promise.all([
      ExtraIngress.start(world, { ...PEPPER, ...limits, INGRESS_REQUIRE_API_KEY: 'true' }),
      create('--tenant', 'shop', '--label', 'checkout'),
      create('--tenant', 'other'),
    ]);
    client = new GauntletClient(ingress.url);
    const known = async () => (await ask(other)).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: 'the keys to be in force' });
  });

  afterAll(() => ingress.stop());

  it('make their tenant the tenant of the record, whatever the caller says', async () => {
    const headers = { ...bearer(shop), 'x-tenant': 'other', 'x-gauntlet-tenant': 'other' };
    const { body } = await client.chat(QUESTION, { headers, body: { metadata: { tenant: 'other' } } });
    const { request_id: id } = body.gauntlet;
    const read = (key: Key) => client.get<Record<string, unknown>>(`/v1/requests/${id}`, bearer(key));
    const own = await waitFor(async () => ((await read(shop)).status === 200 ? read(shop) : null), {
      deadlineMs: 20_000,
      description: 'the record',
    });
    expect(own.body).toMatchObject({ tenant: 'shop', outcome: 'answered' });
    expect(await read(other)).toMatchObject({ status: 404, body: { error: { code: 'request_not_found' } } });
  });

  it('let a tenant judge its own answers only', async () => {
    const { request_id: id } = (await ask(shop)).body.gauntlet;
    const feedback = (key: Key) => giveFeedback(ingress.url, id, { rating: 'up' }, bearer(key));
    expect(await feedback(other)).toMatchObject({ status: 404, error: { code: 'request_not_found' } });
    expect(await feedback(shop)).toMatchObject({ status: 202 });
  });

  it('keep the idempotency keys of tenants apart', async () => {
    const key = randomUUID();
    const [mine, theirs] = await Promise.all(
      [shop, other].map((one) => client.chat(QUESTION, { headers: { ...bearer(one), 'idempotency-key': key } })),
    );
    expect(mine?.body.gauntlet.request_id).toBe(requestIdOfKey('shop', key));
    expect(theirs?.body.gauntlet.request_id).toBe(requestIdOfKey('other', key));
    // The id can be guessed from tenant and key: it says nothing to others, done or on its way.
    const guessed = await client.get(`/v1/requests/${requestIdOfKey('shop', key)}`, bearer(other));
    expect(guessed.status).toBe(404);
  });

  it('are asked for on every spelling of every path, before the body is read', async () => {
    const paths = ['/v1/chat/completions', '/v1//chat/completions', '/V1/chat/completions', '/v1/chat/completions/'];
    const odd = ['/v1/chat/completions?x=/health/live', '/%76%31/chat/completions', '/v1/chat/./completions'];
    const odder = [
      '/health/live/../../v1/chat/completions',
      '/health/live%2f..%2f..%2fv1/chat/completions',
      '/nowhere',
    ];
    for (const path of [...paths, ...odd, ...odder, '/v1/requests', '//metrics/v1/requests']) {
      const answer = await post(`${ingress.url}`, path, 'not even JSON');
      expect([path, answer.status, answer.challenge]).toEqual([path, 401, 'Bearer']);
    }
    for (const path of ['/health/live', '/health/ready', '/metrics']) expect((await client.get(path)).status).toBe(200);
  });

  it('are refused without their scope', async () => {
    const reader = await create('--tenant', 'shop', '--scope', 'requests:read');
    const refused = async () => ((await ask(reader)).status === 403 ? true : null);
    await waitFor(refused, { deadlineMs: 5_000, description: 'the new key to be known' });
    expect((await client.get('/v1/requests/0', bearer(reader))).status).toBe(400);
  });

  it('give OpenAI’s client the errors that it knows', async () => {
    const openai = (apiKey: string) => new OpenAI({ baseURL: `${ingress.url}/v1`, apiKey, maxRetries: 0 });
    const question = { model: 'support-agent', messages: [{ role: 'user' as const, content: QUESTION }] };
    const failing = openai('sk-of-somebody-else').chat.completions.create(question);
    await expect(failing).rejects.toThrow(AuthenticationError);
    await expect(failing).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });

    const eager = await create('--tenant', 'eager');
    const completions = openai(eager.key).chat.completions;
    await waitFor(() => completions.create(question), { deadlineMs: 5_000, description: 'the new key to be known' });
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => completions.create(question)));
    const refusals = answers.flatMap((it) => (it.status === 'rejected' ? [it.reason as RateLimitError] : []));
    // 30 a minute: one of them is used, and one comes back each two seconds.
    expect(refusals.length).toBeGreaterThan(4);
    expect(refusals.length).toBeLessThan(12);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(RateLimitError);
      expect(refusal).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'requests' });
      expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    // Its own retries obey Retry-After, so with them the caller only waits.
    await expect(openai(eager.key).chat.completions.create(question, { maxRetries: 3 })).resolves.toBeTruthy();
    expect((await ask(other)).status).toBe(200);
  });

  it('hold a tenant to its tokens, through whichever instance it spent them', async () => {
    const limits = { INGRESS_TENANT_TOKENS_PER_MINUTE: String(TOKENS), INGRESS_REQUIRE_API_KEY: 'true' };
    const spender = await create('--tenant', 'spender');
    const second = await ExtraIngress.start(world, { ...PEPPER, ...limits });
    onTestFinished(() => second.stop());
    const there = new GauntletClient(second.url);
    const askThere = (key: Key) => there.chat(QUESTION, { headers: bearer(key) });
    const answered = async () => ((await ask(spender)).status === 200 ? true : null);
    await waitFor(answered, { deadlineMs: 5_000, description: 'the new key to be known' });

    const refused = async () => ((await askThere(spender)).status === 429 ? askThere(spender) : null);
    const refusal = await waitFor(refused, { deadlineMs: 10_000, description: 'the tokens to be counted' });
    expect(refusal).toMatchObject({ status: 429, body: { error: { code: 'rate_limit_exceeded', type: 'tokens' } } });
    // One answer takes several minutes' worth.
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await askThere(other)).status).toBe(200);
  });

  it(`end within ${REVOKED_WITHIN_MS} ms of their revocation`, async () => {
    const lost = await create('--tenant', 'shop');
    await waitFor(async () => (await ask(lost)).status === 200, { deadlineMs: 5_000, description: 'the key in force' });
    await gauntlet.text('keys', 'revoke', lost.id, '--reason', 'laptop lost');
    await pause(REVOKED_WITHIN_MS);
    const answer = await ask(lost);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } });
    const listed = await gauntlet.json<Record<string, unknown>[]>('keys', 'list');
    expect(listed.find(({ id }) => id === lost.id)).toMatchObject({
      tenant: 'shop',
      revoked: { reason: 'laptop lost' },
    });
    expect(JSON.stringify(listed)).not.toContain(lost.key);
  });

  it('are nowhere in the log', () => {
    expect(ingress.log()).toContain('ready');
    for (const { key } of [shop, other]) expect(ingress.log()).not.toContain(key.slice(8, 30));
  });
});

describe('an ingress that others can reach', () => {
  it('does not start without a pepper, and says why in one line', async () => {
    const start = ExtraIngress.start(sharedWorld(), { HOST: '0.0.0.0', GAUNTLET_KEY_PEPPER: '' });
    await expect(start).rejects.toThrow(/GAUNTLET_KEY_PEPPER is not set, and every request needs an API key/);
  });
});

/** A path exactly as it is written; `fetch` would tidy it up. */
function post(base: string, path: string, body: string): Promise<{ status?: number; challenge?: string }> {
  const { hostname, port } = new URL(base);
  const headers = { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: 'POST', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, challenge: response.headers['www-authenticate'] });
    });
    sent.on('error', reject).end(body);
  });
}
