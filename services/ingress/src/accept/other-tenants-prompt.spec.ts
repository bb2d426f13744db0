import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestIdOfSubmission, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { IngressWorld } from '../../test/ingress-world';
import type { RunningIngress } from '../../test/running-ingress';
import { INSIDERS, INTERNAL, type StubPipeline } from '../../test/stub-pipeline';

let world: IngressWorld;
let pipeline: StubPipeline;
let ingress: RunningIngress;

const acceptedOf = (id: string) => pipeline.accepted.filter(({ key }) => key === id);

beforeAll(async () => {
  world = await IngressWorld.start();
  ({ pipeline, ingress } = world);
});

afterAll(() => world.stop());

describe('a prompt of another tenant', () => {
  const models = async (path = '') => {
    const response = await fetch(`${ingress.url}/v1/models${path}`);
    return { status: response.status, body: (await response.json()) as { data?: { id: string }[]; error?: object } };
  };
  const without = (name: string, error: unknown) => JSON.parse(JSON.stringify(error).replaceAll(name, 'x')) as unknown;

  it('is none to anybody else, whichever way they ask', async () => {
    expect((await models()).body.data?.map(({ id }) => id)).toEqual(['support-agent']);
    expect(await models(`/${INTERNAL}`)).toEqual(await models('/nobody-knows'));
    const [hidden, unknown] = [await ingress.ask({ model: INTERNAL }), await ingress.ask({ model: 'nobody-knows' })];
    expect(hidden.response.status).toBe(404);
    expect(hidden.body.error).toMatchObject({ code: 'model_not_found' });
    expect(without(INTERNAL, hidden.body)).toEqual(without('nobody-knows', unknown.body));
    const asked = await fetch(`${ingress.url}/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: INTERNAL, input: 'Hello?' }),
    });
    expect([asked.status, await asked.json()]).toMatchObject([404, { error: { code: 'model_not_found' } }]);
  });

  it('is accepted from that tenant, and a dead letter from others', async () => {
    const submit = (id: string, tenant: string) =>
      pipeline.publish({
        topic: TOPICS.submitted,
        id,
        key: id,
        source: '/spec',
        time: new Date().toISOString(),
        facts: { tenant, prompt: INTERNAL },
        content: { input: 'Hello?', variables: { tone: 'kind' } },
      });
    const [theirs, ours] = [randomUUID(), randomUUID()];
    await submit(theirs, 'shop');
    await submit(ours, INSIDERS);
    const accepted = () => acceptedOf(requestIdOfSubmission(INSIDERS, '/spec', ours))[0];
    await waitFor(accepted, { deadlineMs: 20_000, description: 'the accepted event' });
    expect(acceptedOf(requestIdOfSubmission('shop', '/spec', theirs))).toEqual([]);
  });
});
