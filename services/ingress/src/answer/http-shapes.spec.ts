import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IngressWorld } from '../../test/ingress-world';
import { ofShape } from '../../test/of-shape';

const body = { prompt: 'support-agent', input: 'How long is the warranty?', variables: { tone: 'kind' } };

let world: IngressWorld;

beforeAll(async () => {
  world = await IngressWorld.start();
  world.pipeline.answers = () => ['Two years.'];
});

afterAll(() => world.stop());

const get = (path: string) => fetch(`${world.ingress.url}${path}`);
const post = (path: string, sent: object, headers: Record<string, string> = {}) =>
  fetch(`${world.ingress.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(sent),
  });

/** Data of each server-sent event. */
async function eventsOf(response: Response): Promise<{ event: string; data: string }[]> {
  const blocks = (await response.text()).split('\n\n').filter((block) => block.includes('data: '));
  return blocks.map((block) => ({
    event: /^event: (.*)$/m.exec(block)?.[1] ?? '',
    data: /^data: (.*)$/m.exec(block)?.[1] ?? '',
  }));
}

// Answers in one piece, records and refusals are held to their shape in every spec that asks through RunningIngress.
describe('what ingress answers is of the shape that the contract gives it', () => {
  it('in the lists of models', async () => {
    const { data } = ofShape('ModelList', await (await get('/v1/models')).json());
    ofShape('Model', await (await get(`/v1/models/${data[0]?.id}`)).json());
  });

  it('in a stream with its usage', async () => {
    const messages = [{ role: 'user', content: 'How long?' }];
    const stream = { stream: true, stream_options: { include_usage: true }, metadata: { tone: 'kind' } };
    const events = await eventsOf(await post('/v1/chat/completions', { model: 'support-agent', messages, ...stream }));
    expect(events.pop()?.data).toBe('[DONE]');
    expect(events.map(({ data }) => ofShape('ChatCompletionChunk', JSON.parse(data)).object)).toHaveLength(4);
  });

  it('for a request to come back for, its record, events and feedback', async () => {
    const { id } = ofShape('PendingRequest', await (await post('/v1/requests', body)).json());
    const events = await eventsOf(await get(`/v1/requests/${id}/events`));
    const finished = events.pop();
    expect(finished?.event).toBe('finished');
    ofShape('RequestRecord', JSON.parse(finished?.data ?? ''));
    for (const { event, data } of events) if (event === 'stage') ofShape('StageTimingRecord', JSON.parse(data));
    ofShape('FeedbackTaken', await (await post(`/v1/requests/${id}/feedback`, { rating: 'up' })).json());
    const waited = await post('/v1/requests', body, { prefer: 'wait=20' });
    ofShape('RequestRecord', await waited.json());
  });
});

describe('/openapi.json', () => {
  it('describes every body and every field, and names only what it describes', async () => {
    const text = await (await get('/openapi.json')).text();
    const { components, paths } = JSON.parse(text) as { components: { schemas: object }; paths: object };
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !Object.hasOwn(components.schemas, name ?? ''))).toEqual([]);
    expect(bareObjects(paths)).toEqual([]);
    expect(bareObjects(components.schemas)).toEqual([]);
    // Ours, for the refusals.
    expect(text).not.toContain('x-problem');
  });
});

/** Paths to objects of which nothing is said. */
function bareObjects(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const says = ['properties', 'patternProperties', 'additionalProperties'].some((word) => word in value);
  const bare = 'type' in value && value.type === 'object' && !says ? [path] : [];
  return [...bare, ...Object.entries(value).flatMap(([name, inner]) => bareObjects(inner, `${path}/${name}`))];
}
