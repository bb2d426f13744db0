import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedWorld } from '../world/address';
import { Database } from '../world/database';
import { giveFeedback, judgedRequests } from '../world/eval-loop';
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
    expect(await database.row(last, [id])).toEqual({ comment: 'It is 2 years, ask [email]' });
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
});
