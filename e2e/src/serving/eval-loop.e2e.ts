import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePorts } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { Database } from '../world/database';
import { giveFeedback, judgedRequests } from '../world/eval-loop';
import { ExtraIngress } from '../world/extra-ingress';
import { GauntletClient } from '../world/gauntlet-client';
import { Topics } from '../world/topics';

describe('feedback, with a judge that has no budget', () => {
  const world = sharedWorld();
  const ingress = world.services.ingress ?? '';
  const client = new GauntletClient(ingress);
  const database = new Database(world.databaseUrl);
  const topics = new Topics(world.brokers);
  afterAll(async () => {
    await Promise.all([database.close(), topics.close()]);
  });

  it('is kept, redacted; the last one counts; the judge is not asked', async () => {
    const id = (await client.chat('How long is a gift card valid?')).body.gauntlet.request_id;
    await client.record(id);
    expect(await giveFeedback(ingress, id, { rating: 'up' })).toMatchObject({ status: 202 });
    const comment = 'It is 2 years, ask jane@example.org';
    expect(await giveFeedback(ingress, id, { rating: 'down', comment })).toMatchObject({ status: 202 });
    const last = `SELECT comment FROM analytics.feedback WHERE request_id = $1 AND rating = 'down'`;
    expect(await database.row(last, [id])).toEqual({ comment: 'It is 2 years, ask [EMAIL_1]' });
    expect(await judgedRequests(topics)).toEqual([]);
  });

  it('is refused for an answer that nobody got, and when it says nothing', async () => {
    const unknown = await giveFeedback(ingress, randomUUID(), { rating: 'up' });
    expect(unknown).toMatchObject({ status: 404, error: { code: 'request_not_found' } });
    const empty = await giveFeedback(ingress, randomUUID(), { comment: 'Hm.' });
    expect(empty).toMatchObject({ status: 400, error: { param: 'rating' } });
    const malformed = await giveFeedback(ingress, 'not-an-id', { rating: 'up' });
    expect(malformed).toMatchObject({ status: 400, error: { code: 'invalid_request_id' } });
  });

  it('is refused for an answer that is on its way, and taken once it is there', async () => {
    const response = await fetch(`${ingress}/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'support-agent', input: 'Is this slow? [[simulate:latency-2500]]' }),
    });
    const { id } = (await response.json()) as { id: string };
    const early = await giveFeedback(ingress, id, { rating: 'up' });
    expect(early).toMatchObject({ status: 409, error: { code: 'not_answered_yet', param: 'id' } });
    await client.record(id);
    expect(await giveFeedback(ingress, id, { rating: 'up' })).toMatchObject({ status: 202 });
  });

  it('is refused while the answers can’t be looked up', async () => {
    const [port = 0] = await freePorts(1);
    const without = await ExtraIngress.start(world, { DATABASE_URL: `postgres://127.0.0.1:${port}/nowhere` });
    onTestFinished(() => without.stop());
    const reply = await giveFeedback(without.url, randomUUID(), { rating: 'up' });
    expect(reply).toMatchObject({ status: 503, error: { code: 'database_unavailable' } });
  });
});
