import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeEvent, OWN_TENANT, requestIdOfSubmission, TOPICS } from '@gauntlet/contracts';
import { Database, DatabaseUnavailableError } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { pinOf, POLICY, publishedVersion, registryWith } from '@gauntlet/registry/testing';
import { exampleEvent } from '@gauntlet/testing';
import { MIGRATIONS } from '../migrations/all-migrations';
import { RecorderService } from '../recorder/recorder.service';
import { ShadowService } from './shadow.service';
import { ShadowBudget } from './shadow-budget';

const HOUR = '2026-11-23T10:15:00.000Z';

const promptOf = (version: string, user: string) =>
  publishedVersion(
    'prompt',
    `
name: x
description: x
model: simulated/sim-large
messages: [{ role: system, content: Be kind. }, { role: user, content: '${user}' }]
`,
    { name: 'support-agent', version },
  );

const v7 = promptOf('v7', '{{input}} for {{customer}} of {{plan}}');
const v8 = promptOf('v8', '{{input}} for {{customer}}');
const policy = publishedVersion('policy', POLICY);
const MODEL = { provider: 'simulated', model: 'sim-large', parameters: {} };

/** A registry whose pin, at offset 3, shadows v7 with v8. */
function registry({ percent = 100, callsPerHour = 1_000 } = {}) {
  const pin = pinOf({ prompt: v7.ref, policy: policy.ref });
  const shadow = { prompt: v8.ref, policy: policy.ref, model: MODEL, backups: [], percent, callsPerHour };
  pin.facts.shadow = shadow;
  return registryWith(v7.event, v8.event, policy.event, pin);
}

function accepted({ id = randomUUID() as string, at = HOUR, offset = 3, conversation = '' } = {}) {
  const event = exampleEvent(TOPICS.accepted);
  const { request } = event.facts;
  Object.assign(request, { id, acceptedAt: at, conversation: conversation || undefined });
  Object.assign(request.pin, { offset, prompt: v7.ref });
  event.content.variables = { customer: 'Ann', plan: 'gold' };
  return event;
}

describe('ShadowService', () => {
  let world: DatabaseWorld;
  let database: Database;

  beforeAll(async () => {
    world = await DatabaseWorld.start({ schema: 'eval_scorer', migrations: MIGRATIONS });
    ({ database } = world);
  });

  afterAll(() => world.stop());

  const shadow = (options?: Parameters<typeof registry>[0], store = database) =>
    new ShadowService(registry(options), new ShadowBudget(store));

  it('copies a request as one of Gauntlet itself, answered by the shadow, and always alike', async () => {
    const event = accepted();
    const [copy, again] = [await shadow().copyOf(event), await shadow().copyOf(event)];
    expect(copy).toEqual(again);
    expect(encodeEvent(copy!).key).toBe(event.facts.request.id);
    expect(copy?.facts).toMatchObject({
      tenant: OWN_TENANT,
      trial: { prompt: v8.ref, policy: policy.ref, model: MODEL, backups: [] },
      tags: { 'shadow-request': event.facts.request.id, 'shadow-pin': '3', 'shadow-pinned-version': 'v7' },
    });
    const { input, history } = event.content;
    expect(copy?.content).toEqual({ input, history, variables: { customer: 'Ann' } });
  });

  it('copies about its share of the conversations, and all requests of one alike', async () => {
    const some = shadow({ percent: 20 });
    const copies = await Promise.all(
      Array.from({ length: 400 }, async (_, index) => {
        const conversation = `conversation ${index >> 1}`;
        return (await some.copyOf(accepted({ conversation }))) !== null;
      }),
    );
    expect(copies.filter((_, index) => index % 2 === 0)).toEqual(copies.filter((_, index) => index % 2 === 1));
    // 200 draws with p = 0.2: 99.9 % of all series lie within these.
    const drawn = copies.filter(Boolean).length / 2;
    expect(drawn).toBeGreaterThan(21);
    expect(drawn).toBeLessThan(60);
  });

  it('copies nothing of Gauntlet’s own, and nothing of pins without a shadow', async () => {
    const own = accepted();
    own.facts.request.tenant = OWN_TENANT;
    expect(await shadow().copyOf(own)).toBeNull();
    expect(await shadow().copyOf(accepted({ offset: 2 }))).toBeNull();
  });

  it('waits for a pin that it has not read yet', async () => {
    await expect(shadow().copyOf(accepted({ offset: 4 }))).rejects.toThrow(/offset 4 was not read yet/);
  });

  it('never spends more than the budget of an hour, however many instances copy at once', async () => {
    const instances = [shadow({ callsPerHour: 7 }), shadow({ callsPerHour: 7 })];
    const at = (index: number) => `2026-11-23T2${index % 2}:30:00.000Z`;
    const events = Array.from({ length: 60 }, (_, index) => accepted({ at: at(index) }));
    const copies = await Promise.all(events.map((event, index) => instances[index % 3 ? 0 : 1]?.copyOf(event)));
    expect(copies.filter(Boolean)).toHaveLength(14);
    const again = await Promise.all(events.map((event) => instances[0]?.copyOf(event)));
    expect(again.map((copy) => copy?.id)).toEqual(copies.map((copy) => copy?.id));
  });

  it('lets a retry help while the budget can’t be asked', async () => {
    const away = {
      query: () => Promise.reject(new DatabaseUnavailableError('away')),
    } as unknown as Database;
    await expect(shadow({}, away).copyOf(accepted())).rejects.toThrow(DatabaseUnavailableError);
  });

  it('shows both answers and scores side by side, and those of the shadow nowhere else', async () => {
    const recorder = new RecorderService(database);
    const event = accepted();
    const copy = await shadow().copyOf(event);
    const shadowId = requestIdOfSubmission(OWN_TENANT, copy!.source, copy!.id);
    let offset = 0;
    const position = () => ({ partition: 0, offset: `${(offset += 1)}`, timestamp: Date.parse(HOUR), traceId: null });
    const answer = async (id: string, tenant: string, text: string, tags = {}) => {
      const released = exampleEvent(TOPICS.released);
      Object.assign(released.facts.request, { id, tenant, tags, acceptedAt: HOUR });
      if (tenant === OWN_TENANT) released.facts.request.pin.prompt = v8.ref;
      released.content.answer = text;
      await recorder.recordReleased(released, position());
      const scored = exampleEvent(TOPICS.scored);
      Object.assign(scored.facts, { requestId: id, tenant, acceptedAt: HOUR, score: text === 'of v8' ? 0.5 : 1 });
      await recorder.recordScore(scored, position());
    };
    const { id, tenant } = event.facts.request;
    await answer(id, tenant, 'of v7');
    await answer(shadowId, OWN_TENANT, 'of v8', copy?.facts.tags);
    await answer(randomUUID(), OWN_TENANT, 'forged', { 'shadow-request': 'nobody' });
    expect(await database.query('SELECT * FROM analytics.shadows')).toMatchObject([
      {
        ...{ request_id: id, shadow_request_id: shadowId, tenant, prompt_version: 'v7', shadow_version: 'v8' },
        ...{ answer: 'of v7', shadow_answer: 'of v8' },
      },
    ]);
    const scores = 'SELECT request_id, score, shadow_score FROM analytics.shadow_scores WHERE request_id IS NOT NULL';
    expect(await database.query(scores)).toEqual([{ request_id: id, score: 1, shadow_score: 0.5 }]);
    for (const view of ['outputs', 'scores', 'attempts']) {
      const others = `SELECT count(*)::int AS count FROM analytics.${view} WHERE request_id <> $1`;
      expect(await database.query(others, [id]), view).toEqual([{ count: 0 }]);
    }
  });
});
