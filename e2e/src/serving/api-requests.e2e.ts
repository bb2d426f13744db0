import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { STAGES } from '@gauntlet/contracts';
import { sharedWorld } from '../world/address';
import { GauntletClient } from '../world/gauntlet-client';

const RETURNS = 'How long do I have to return an item?';
const REQUEST = { prompt: 'support-agent', input: RETURNS, tags: { team: 'shop' } };

interface ServerEvent {
  readonly at: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

describe('requests whose callers come back', () => {
  const baseUrl = sharedWorld().services.ingress ?? '';
  const client = new GauntletClient(baseUrl);

  it('are accepted with 202 and a Location that has the record in the end', async () => {
    const response = await post(REQUEST);
    expect(response.status).toBe(202);
    const location = response.headers.get('location') ?? '';
    const { id, status } = (await response.json()) as { id: string; status: string };
    expect({ location, status }).toEqual({ location: `/v1/requests/${id}`, status: 'pending' });
    expect(response.headers.get('x-request-id')).toBe(id);
    expect(response.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-/);
    expect((await client.get(location)).status).toBeLessThan(300);
    expect(await client.record(id)).toMatchObject({ outcome: 'answered', tags: { team: 'shop' }, input: RETURNS });
  });

  it('are answered with 200 and the record when that is ready within Prefer: wait', async () => {
    const response = await post(REQUEST, { prefer: 'respond-async, wait=20' });
    expect(response.status).toBe(200);
    expect(response.headers.get('preference-applied')).toBe('wait=20');
    expect(await response.json()).toMatchObject({ status: 'finished', outcome: 'answered' });
  });

  it('are answered with 202 when the wait is over first', async () => {
    const slow = { ...REQUEST, input: `${RETURNS} [[simulate:latency-2500]]` };
    const response = await post(slow, { prefer: 'wait=1' });
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as { id: string };
    expect(await client.record(id)).toMatchObject({ outcome: 'answered' });
  });

  it('are the same request under the same key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await post(REQUEST, headers), await post(REQUEST, headers)];
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect((await post({ ...REQUEST, input: 'Something else' }, headers)).status).toBe(409);
  });

  it('continue the trace of their caller', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const response = await post(REQUEST, { traceparent, prefer: 'wait=20' });
    expect(response.headers.get('traceparent')).toContain(traceId);
    expect(await response.json()).toMatchObject({ trace_id: traceId });
  });

  it('can be followed stage by stage while they are on their way', async () => {
    const slow = { ...REQUEST, input: `${RETURNS} [[simulate:latency-1500]]` };
    const { id } = (await (await post(slow)).json()) as { id: string };
    const events = await follow(id);
    expect(stagesOf(events)).toEqual(STAGES);
    expect(events.at(-1)).toMatchObject({ event: 'finished', data: { id, outcome: 'answered' } });
    const [rendered, called] = ['prompt-render', 'model-invoker'].map((stage) => timeOf(events, stage));
    expect((called ?? 0) - (rendered ?? 0)).toBeGreaterThan(500);
  });

  it('can be followed after they ended, all at once', async () => {
    const response = await post(REQUEST, { prefer: 'wait=20' });
    const { id } = (await response.json()) as { id: string };
    const events = await follow(id);
    expect(stagesOf(events)).toEqual(STAGES);
    expect(events.at(-1)?.event).toBe('finished');
  });

  it.each([
    ['/v1/requests/nonsense/events', 400, 'invalid_request_id'],
    [`/v1/requests/${randomUUID()}/events`, 404, 'request_not_found'],
    [`/v1/requests/${randomUUID()}`, 404, 'request_not_found'],
  ])('are not invented: GET %s is %i', async (path, status, code) => {
    expect(await client.get(path)).toMatchObject({ status, body: { error: { code } } });
  });

  it.each([
    [{ ...REQUEST, prompt: 'nobody' }, 404, 'prompt'],
    [{ ...REQUEST, input: '' }, 400, 'input'],
    [{ ...REQUEST, history: [{ role: 'system', content: 'x' }] }, 400, 'history[0].role'],
    [{ ...REQUEST, variables: { a: 1 } }, 400, 'variables'],
    [{ ...REQUEST, tags: [] }, 400, 'tags'],
    [{ ...REQUEST, colour: 'red' }, 400, 'colour'],
  ])('are refused naming the field: %j', async (wrong, status, param) => {
    const response = await post(wrong);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { param, type: 'invalid_request_error' } });
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });

  function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${baseUrl}/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async function follow(id: string): Promise<ServerEvent[]> {
    const response = await fetch(`${baseUrl}/v1/requests/${id}/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events: ServerEvent[] = [];
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      events.push(...parts.map(eventOf));
    }
    return events;
  }
});

function eventOf(part: string): ServerEvent {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? '';
  return { at: Date.now(), event: field('event'), data: JSON.parse(field('data') || '{}') as ServerEvent['data'] };
}

function stagesOf(events: readonly ServerEvent[]): unknown[] {
  return events.filter(({ event }) => event === 'stage').map(({ data }) => data.stage);
}

function timeOf(events: readonly ServerEvent[], stage: string): number | undefined {
  return events.find(({ data }) => data.stage === stage)?.at;
}
