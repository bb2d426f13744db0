import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS, type TriedAttempt } from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import { Database, Retention } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { exampleEvent } from '@gauntlet/testing';
import { EvalScorerConfig } from '../eval-scorer.config';
import { keptRows } from '../kept-rows';
import { MIGRATIONS } from '../migrations/all-migrations';
import { PartitionKeeper } from '../partition-keeper';
import { feedbackRow } from './feedback.row';
import { RecorderService } from './recorder.service';
import { responseRow } from './response.row';

const ACCEPTED = Date.parse('2026-11-23T09:00:00.000Z');
/** In the order in which their months go. */
const TABLES = ['responses', 'scores', 'system_messages'];
const at = (offset: number): LogPosition => ({
  partition: 1,
  offset: `${offset}`,
  timestamp: ACCEPTED + 1500,
  traceId: 'a'.repeat(32),
});

describe('the scored-output store', () => {
  let world: DatabaseWorld;
  let database: Database;
  let recorder: RecorderService;

  beforeAll(async () => {
    world = await DatabaseWorld.start({
      schema: 'eval_scorer',
      migrations: MIGRATIONS,
      providers: [RecorderService, PartitionKeeper, EvalScorerConfig],
    });
    ({ database } = world);
    recorder = world.module.get(RecorderService);
  });

  afterAll(() => world.stop());

  const rows = (sql: string, parameters: unknown[] = []) => database.query<Record<string, unknown>>(sql, parameters);

  function released(id: string) {
    const event = exampleEvent(TOPICS.released);
    event.facts.request.id = id;
    return event;
  }

  it('keeps every candidate and shows the first by offset, however often and in whatever order they come', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const late = released(id);
    late.content.answer = 'too late';
    await Promise.all([recorder.recordReleased(late, at(12)), recorder.recordReleased(released(id), at(5))]);
    await recorder.recordReleased(released(id), at(5));
    const stored = await rows('SELECT 1 FROM eval_scorer.responses WHERE request_id = $1', [id]);
    expect(stored).toHaveLength(2);
    expect(await rows('SELECT * FROM analytics.outputs WHERE request_id = $1', [id])).toMatchObject([
      {
        prompt_name: 'support-agent',
        prompt_version: 'v7',
        policy: 'default@v1',
        outcome: 'answered',
        flags: ['redacted', 'fallback'],
        model: 'sim-small',
        input_tokens: '412',
        cost_usd: '0.00123',
        latency_ms: 1500,
        trace_id: 'a'.repeat(32),
        answer: 'You have 30 days; write to [email].',
      },
    ]);
  });

  it('stores the version that the answer came from when a backup has its own, and the pin that says so', async () => {
    const event = exampleEvent(TOPICS.released, 'backup-version');
    const { request, prompt } = event.facts;
    request.id = '00000000-0000-4000-8000-000000000016';
    await recorder.recordReleased(event, at(16));
    const [output] = await rows('SELECT * FROM analytics.outputs WHERE request_id = $1', [request.id]);
    expect(output).toMatchObject({ prompt_version: 'v6', prompt_hash: prompt?.hash, pin_offset: '3' });
    const feedback = exampleEvent(TOPICS.feedback);
    feedback.facts.response = event.facts;
    expect(feedbackRow(feedback, at(17))).toMatchObject({ prompt_version: 'v6' });
  });

  it('shows attempts, with what they were asked, and verdicts of the answer, one row each', async () => {
    const id = '00000000-0000-4000-8000-000000000002';
    await Promise.all([recorder.recordReleased(released(id), at(20)), recorder.recordReleased(released(id), at(21))]);
    const attempts = await rows('SELECT * FROM analytics.attempts WHERE request_id = $1 ORDER BY rung', [id]);
    expect(attempts).toMatchObject([
      { model: 'sim-large', outcome: 'failed', error_code: 'provider_overloaded', cost_usd: null },
      { model: 'sim-small', outcome: 'succeeded', cost_usd: '0.00123', output_tokens: '58', cut: false },
    ]);
    expect(attempts.map(({ parameters }) => parameters)).toEqual([{ temperature: 0 }, {}]);
    const verdicts = await rows('SELECT check_name, outcome FROM analytics.verdicts WHERE request_id = $1', [id]);
    expect(verdicts).toContainEqual({ check_name: 'pii', outcome: 'redact' });
    expect(verdicts).toHaveLength(3);
  });

  it('keeps spending that nobody knows as null, and why a provider refused', async () => {
    const id = '00000000-0000-4000-8000-000000000009';
    const event = released(id);
    const [failed, answered] = event.facts.trail.attempts as TriedAttempt[];
    if (!failed || !answered) throw new Error('the example has two attempts');
    const providerReason = { status: 404, code: 'model_not_found', type: 'api_error', param: null };
    event.facts.trail.attempts = [
      { ...failed, providerReason },
      { ...failed, number: 2, errorCode: 'provider_timeout', maybeBilled: true },
      answered,
    ];
    await recorder.recordReleased(event, at(25));
    expect(await rows('SELECT * FROM analytics.outputs WHERE request_id = $1', [id])).toMatchObject([
      { input_tokens: null, output_tokens: null, cost_usd: null },
    ]);
    const attempts = await rows('SELECT * FROM analytics.attempts WHERE request_id = $1 ORDER BY rung, number', [id]);
    expect(attempts).toMatchObject([
      { provider_status: 404, provider_code: 'model_not_found', provider_type: 'api_error', maybe_billed: false },
      { provider_status: null, maybe_billed: true, cost_usd: null },
      { provider_status: null, maybe_billed: false, cost_usd: '0.00123' },
    ]);
  });

  it('keeps an attempt that made no call as skipped, with nothing paid', async () => {
    const id = '00000000-0000-4000-8000-00000000000a';
    const event = released(id);
    const [failed, answered] = event.facts.trail.attempts as TriedAttempt[];
    if (!failed || !answered) throw new Error('the example has two attempts');
    const { turn, rung, number, provider, model, startedAt } = failed;
    const step = { turn, rung, number, provider, model, startedAt, cut: false };
    event.facts.trail.attempts = [{ ...step, outcome: 'skipped', errorCode: 'model_circuit_open' }, answered];
    await recorder.recordReleased(event, at(26));
    const sql = 'SELECT * FROM analytics.attempts WHERE request_id = $1 ORDER BY rung, number';
    expect((await rows(sql, [id]))[0]).toMatchObject({
      outcome: 'skipped',
      error_code: 'model_circuit_open',
      ledger: null,
      duration_ms: null,
      cost_usd: null,
    });
  });

  it('sums the cost of all paid attempts, and does not know it when one is unknown', async () => {
    const event = exampleEvent(TOPICS.released);
    const usage = { inputTokens: 1, outputTokens: 2, costUsd: 0.5 };
    const [attempt] = event.facts.trail.attempts as TriedAttempt[];
    if (!attempt) throw new Error('the example has attempts');
    event.facts.trail.attempts = [
      { ...attempt, usage },
      { ...attempt, usage: null },
      { ...attempt, usage },
    ];
    expect(await responseRow(event, at(1))).toMatchObject({ cost_usd: 1, input_tokens: 2, output_tokens: 4 });
    event.facts.trail.attempts.push({ ...attempt, usage: { ...usage, costUsd: null } });
    expect(await responseRow(event, at(1))).toMatchObject({ cost_usd: null, input_tokens: 3 });
    event.facts.trail.attempts = [];
    expect(await responseRow(event, at(1))).toMatchObject({ cost_usd: 0, input_tokens: 0 });
  });

  it('stores no personal data, whatever the event holds', async () => {
    const id = '00000000-0000-4000-8000-000000000003';
    const event = released(id);
    event.content.input = 'I am jane@example.org\0';
    event.facts.request.conversation = 'jane@example.org';
    event.facts.request.tags = { who: 'jane@example.org' };
    await recorder.recordReleased(event, at(30));
    const [row] = await rows('SELECT r::text AS text FROM eval_scorer.responses r WHERE request_id = $1', [id]);
    expect(row?.text).not.toContain('jane');
    expect(row?.text).toContain('I am [email]\ufffd');
  });

  it('shows the last feedback of a request, its comment redacted, however often it comes', async () => {
    const up = exampleEvent(TOPICS.feedback);
    const facts = { ...up.facts, rating: 'up', givenAt: '2026-11-23T09:01:00.000Z' } as const;
    const earlier = { ...up, id: '30000000-0000-4000-8000-000000000001', facts };
    const later = { ...up, content: { ...up.content, comment: 'Ask jane@example.org' } };
    await Promise.all([recorder.recordFeedback(later, at(51)), recorder.recordFeedback(earlier, at(50))]);
    await recorder.recordFeedback(later, at(52));
    const sql = 'SELECT rating, comment, prompt_version FROM analytics.feedback WHERE request_id = $1';
    expect(await rows(sql, [up.facts.response.request.id])).toEqual([
      { rating: 'down', comment: 'Ask [email]', prompt_version: 'v7' },
    ]);
    expect(await rows('SELECT 1 FROM eval_scorer.feedback')).toHaveLength(2);
  });

  it('shows once what was removed before it was recorded, to where it goes when it is told again', async () => {
    const topic = TOPICS.released;
    const lost = { group: 'eval-scorer.recorder', topic, partition: 2, first: 7n, last: 9n };
    for (const last of [9n, 11n, 9n]) await recorder.recordLoss({ ...lost, last });
    expect(await rows('SELECT * FROM analytics.gaps')).toEqual([
      { topic, partition: 2, first_offset: '7', last_offset: '11', noticed_at: expect.any(Date) as Date },
    ]);
  });

  it('shows a question to the judge with its cost, and in no view of answers', async () => {
    const id = '00000000-0000-4000-8000-000000000006';
    const judged = '41111111-1111-1111-8111-111111111111';
    const event = released(id);
    Object.assign(event.facts.request, { tenant: 'gauntlet', tags: { 'judged-request': judged } });
    await recorder.recordReleased(event, at(70));
    await recorder.recordReleased(event, at(71));
    expect(await rows('SELECT * FROM analytics.judge_calls WHERE request_id = $1', [id])).toMatchObject([
      { judged_request_id: judged, cost_usd: '0.00123', outcome: 'answered', model: 'sim-small' },
    ]);
    for (const view of ['outputs', 'attempts', 'verdicts']) {
      expect(await rows(`SELECT 1 FROM analytics.${view} WHERE request_id = $1`, [id]), view).toEqual([]);
    }
  });

  it('stores no personal data of an explanation', async () => {
    const event = exampleEvent(TOPICS.scored);
    event.facts.requestId = '00000000-0000-4000-8000-000000000005';
    event.content.explanation = 'names jane@example.org';
    await recorder.recordScore(event, at(60));
    const sql = 'SELECT explanation FROM analytics.scores WHERE request_id = $1';
    expect(await rows(sql, [event.facts.requestId])).toEqual([{ explanation: 'names [email]' }]);
  });

  it('makes partitions ahead, and moves rows that came before their partition', async () => {
    const id = '00000000-0000-4000-8000-000000000004';
    const event = released(id);
    event.facts.request.acceptedAt = '2031-02-28T23:59:59.999Z';
    await recorder.recordReleased(event, at(40));
    const home = () =>
      rows('SELECT tableoid::regclass::text AS home FROM eval_scorer.responses WHERE request_id = $1', [id]);
    expect(await home()).toEqual([{ home: 'eval_scorer.responses_default' }]);
    await world.module.get(PartitionKeeper).keepAhead(new Date('2030-12-31T12:00:00Z'));
    await world.module.get(PartitionKeeper).keepAhead(new Date('2030-12-31T12:00:00Z'));
    expect(await home()).toEqual([{ home: 'eval_scorer.responses_2031_02' }]);
    expect(await rows(`SELECT to_regclass('eval_scorer.scores_2031_03')::text AS made`)).toEqual([
      { made: 'eval_scorer.scores_2031_03' },
    ]);
  });

  it('drops months that ended before the retention, and no other', async () => {
    const keeper = world.module.get(PartitionKeeper);
    await keeper.keepAhead(new Date('2027-01-15T00:00:00Z'));
    const afterMarch = Date.parse('2027-04-01T00:00:00Z') + 400 * 86_400_000;
    const early = TABLES.flatMap((table) => [`${table}_2027_01`, `${table}_2027_02`]);
    // Months of today may be there as well: the keeper made them when the world began.
    const dropped = await keeper.dropOld(new Date(afterMarch - 1));
    expect(dropped.filter((month) => month.includes('_2027_'))).toEqual(early);
    expect(await keeper.dropOld(new Date(afterMarch))).toEqual(TABLES.map((table) => `${table}_2027_03`));
    const kept = await rows(`SELECT to_regclass('eval_scorer.responses_2027_04') IS NOT NULL AS kept`);
    expect(kept).toEqual([{ kept: true }]);
  });

  it('lets go what came after its month was dropped, old feedback, the rows of old gates, and what judge and shadows were asked', async () => {
    const cleanUp = () => new Retention(database, keptRows(new EvalScorerConfig())).run();
    const late = released('00000000-0000-4000-8000-000000000005');
    late.facts.request.acceptedAt = '2020-02-28T23:59:59.999Z';
    const feedback = exampleEvent(TOPICS.feedback);
    const old = {
      ...feedback,
      id: '00000000-0000-4000-8000-000000000006',
      facts: { ...feedback.facts, givenAt: '2020-02-28T00:00:00.000Z' },
    };
    await Promise.all([recorder.recordReleased(late, at(70)), recorder.recordFeedback(old, at(71))]);
    const gated = exampleEvent(TOPICS.gated);
    const id = '00000000-0000-4000-8000-000000000007';
    await recorder.recordGate({ ...gated, id, facts: { ...gated.facts, at: '2020-02-28T00:00:00.000Z' } });
    await rows(
      `INSERT INTO eval_scorer.judge_claims SELECT gen_random_uuid(), now() - make_interval(days => d), 'x' FROM generate_series(29, 31, 2) AS d`,
    );
    await rows(
      `INSERT INTO eval_scorer.judge_hours SELECT now() - make_interval(days => d), 1 FROM generate_series(29, 31, 2) AS d`,
    );
    const days = 'now() - make_interval(days => d) AS hour';
    for (const shadow of [`claims SELECT gen_random_uuid(), ${days}`, `hours SELECT 'x', ${days}, 1`])
      await rows(`INSERT INTO eval_scorer.shadow_${shadow} FROM generate_series(29, 31, 2) AS d`);
    expect(await cleanUp()).toBe(6 + gated.content.rows.length);
    expect(await cleanUp()).toBe(0);
    expect(await rows('SELECT 1 FROM analytics.gates WHERE gated_at < $1', ['2021-01-01'])).toHaveLength(1);
  });

  it('documents the columns that analysts see', async () => {
    const [row] = await rows(
      `SELECT col_description('analytics.outputs'::regclass, attnum) AS comment FROM pg_attribute
       WHERE attrelid = 'analytics.outputs'::regclass AND attname = 'cost_usd'`,
    );
    expect(row?.comment).toMatch(/paid attempts/);
  });

  it('loses nothing when Postgres is killed while events come in', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
    const records = ids.map((id, n) => () => recorder.recordReleased(released(id), at(1000 + n)));
    const first = Promise.allSettled(records.map((record) => record()));
    await world.server.kill();
    await first;
    await world.server.restart();
    await world.connected();
    await Promise.all(records.map((record) => record()));
    const [count] = await rows(
      `SELECT count(*)::int AS answers FROM analytics.outputs WHERE request_id::text LIKE '1%'`,
    );
    expect(count?.answers).toBe(300);
  });
});
