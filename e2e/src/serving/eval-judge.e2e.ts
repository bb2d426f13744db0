import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopSharedWorld } from '../world/address';
import { Database } from '../world/database';
import { giveFeedback, judgedRequests } from '../world/eval-loop';
import { GauntletClient } from '../world/gauntlet-client';
import { Topics } from '../world/topics';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';

/** Chance draws nothing, so what is scored is scored for another reason. */
const ENV = { SCORER_SAMPLE_RATE: '0', JUDGE_SAMPLE_RATE: '0', JUDGE_BUDGET_CALLS_PER_HOUR: '100' };

describe.sequential('a disliked answer', () => {
  let world: World;
  let ingress: string;
  let database: Database;
  let topics: Topics;
  let disliked: string;
  let liked: string;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ env: ENV });
    ingress = world.address.services.ingress ?? '';
    database = new Database(world.address.databaseUrl);
    topics = new Topics(world.address.brokers);
    disliked = await answered();
    liked = await answered();
  });

  afterAll(async () => {
    await Promise.all([database.close(), topics.close()]);
    await world.stop();
  });

  async function answered(): Promise<string> {
    const client = new GauntletClient(ingress);
    const id = (await client.chat('How long is a gift card valid?')).body.gauntlet.request_id;
    await client.record(id);
    return id;
  }

  it('is scored as such, by the judge too; a liked one is not', async () => {
    await giveFeedback(ingress, liked, { rating: 'up' });
    await giveFeedback(ingress, disliked, { rating: 'down' });
    const score = 'SELECT * FROM analytics.scores WHERE request_id = $1 AND scorer = $2';
    for (const [scorer, version] of Object.entries({ grounding: 'v2', refusal: 'v1', 'answer-judge': 'v1' })) {
      const given = { prompt_name: 'support-agent', scorer_version: version, sampling_reason: 'disliked' };
      expect(await database.row(score, [disliked, scorer])).toMatchObject(given);
    }
    expect(await judgedRequests(topics)).toEqual([disliked]);
    expect(await database.query('SELECT 1 FROM analytics.scores WHERE request_id = $1', [liked])).toEqual([]);
  });

  it('is judged through the ladder and the ledger, on the record, and in no count of users’ answers', async () => {
    const calls = await database.query<Record<string, string>>('SELECT * FROM analytics.judge_calls');
    expect(calls).toMatchObject([{ judged_request_id: disliked, outcome: 'answered', provider: 'openai' }]);
    const [{ request_id: id, cost_usd: cost } = {}] = calls;
    expect(Number(cost)).toBeGreaterThan(0);
    expect(await new Upstream(world.address.upstreamUrl).callsFor(id ?? '')).toHaveLength(1);
    const ledger = 'SELECT 1 FROM model_invoker.calls WHERE request_id = $1 AND stored_at IS NOT NULL';
    expect(await database.query(ledger, [id])).toHaveLength(1);
    const users = await database.query<{ request_id: string }>('SELECT request_id FROM analytics.outputs');
    expect(users.map(({ request_id }) => request_id).sort()).toEqual([disliked, liked].sort());
  });

  it('is judged once, however often it is disliked', async () => {
    await giveFeedback(ingress, disliked, { rating: 'down', comment: 'Still wrong.' });
    await database.row(`SELECT 1 FROM analytics.feedback WHERE request_id = $1 AND comment = 'Still wrong.'`, [
      disliked,
    ]);
    expect(await judgedRequests(topics)).toEqual([disliked]);
    const { body } = await new GauntletClient(world.address.services['eval-scorer'] ?? '').get<string>('/metrics');
    expect(body).toMatch(/^gauntlet_judge_questions_total\{.*"granted".*\} 1$/m);
    expect(body).toMatch(/^gauntlet_judge_questions_total\{.*"taken".*\} 1$/m);
    expect(body).toMatch(/^gauntlet_judge_replies_total\{.*"scored".*\} 1$/m);
  });
});
