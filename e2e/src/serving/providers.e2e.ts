import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { GauntletClient } from '../world/gauntlet-client';
import { CANNED, ladderDeployment, ladderPrompt } from '../world/prompts/ladder-prompts';
import { Upstream } from '../world/upstream';

/** What the first model does, and what the record must call it. */
const FAULTS = [
  ['status-429', 'provider_rate_limited'],
  ['status-500', 'provider_unavailable'],
  ['status-529', 'provider_overloaded'],
  ['hang-up', 'provider_connection_failed'],
  ['cut-body', 'provider_connection_failed'],
  ['truncated-gzip', 'provider_invalid_response'],
  ['invalid-json', 'provider_invalid_response'],
  ['wrong-content-type', 'provider_invalid_response'],
  ['empty-choices', 'provider_invalid_response'],
] as const;

/** What it would do again, so it is asked once. */
const LASTING_FAULTS = [
  ['status-404', 'provider_rejected'],
  ['huge-body', 'provider_answer_too_long'],
  ['too-long', 'provider_answer_too_long'],
  ['filtered', 'provider_content_filtered'],
  ['reasoning-only', 'provider_no_text'],
] as const;
const ODD = ['thinking', 'no-usage'];
const CASES = [
  ...[...FAULTS, ...LASTING_FAULTS].map(([fault]) => fault),
  ...ODD,
  'never-answer',
  'recovers',
  'all-fail',
];

interface Attempt {
  readonly rung: number;
  readonly number: number;
  readonly provider: string;
  readonly outcome: string;
  readonly error_code: string | null;
}

describe('the ladder of two providers over HTTP', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const database = new Database(world.databaseUrl);
  const upstream = new Upstream(world.upstreamUrl);
  const directory = temporaryDirectory();

  beforeAll(async () => {
    await new GauntletCommand(world).text('deploy', ladderDeployment(directory.path, CASES));
    const prompt = ladderPrompt('all-fail');
    const known = async () => (await client.chat('Hello', { prompt })).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: `${prompt} in force` });
  });
  afterAll(async () => {
    await database.close();
    directory.remove();
  });

  async function ask(name: string, question: string, headers: Record<string, string> = {}) {
    const { status, body } = await client.chat(question, { prompt: ladderPrompt(name), headers });
    expect(status).toBe(200);
    return { body, text: body.choices[0]?.message.content ?? '', attempts: await recorded(body.gauntlet.request_id) };
  }

  /** The attempts as an analyst sees them. */
  async function recorded(requestId: string): Promise<Attempt[]> {
    await client.record(requestId);
    await database.row('SELECT * FROM analytics.outputs WHERE request_id = $1', [requestId]);
    return database.query<Attempt>(
      'SELECT rung, number, provider, outcome, error_code FROM analytics.attempts WHERE request_id = $1 ORDER BY rung, number',
      [requestId],
    );
  }

  it.concurrent.each(FAULTS)('answers from the backup when the first model fails by %s', async (fault, code) => {
    const question = `How long are returns free? [[simulate:${fault}@${ladderPrompt(fault)}]]`;
    const { body, text, attempts } = await ask(fault, question);
    expect(text).toContain('30 days');
    expect(body.gauntlet).toMatchObject({ outcome: 'answered', flags: ['fallback'], provider: 'anthropic' });
    const failed = { rung: 0, provider: 'openai', outcome: 'failed', error_code: code };
    expect(attempts).toMatchObject([
      ...[1, 2, 3].map((number) => ({ ...failed, number })),
      { rung: 1, number: 1, provider: 'anthropic', outcome: 'succeeded', error_code: null },
    ]);
    expect(await upstream.callsFor(body.gauntlet.request_id)).toHaveLength(4);
  });

  it.concurrent.each(LASTING_FAULTS)('does not repeat what would come again: %s', async (fault, code) => {
    const question = `How long are returns free? [[simulate:${fault}@${ladderPrompt(fault)}]]`;
    const { body, text, attempts } = await ask(fault, question);
    expect(text).toContain('30 days');
    expect(attempts.map(({ error_code }) => error_code)).toEqual([code, null]);
    expect(await upstream.callsFor(body.gauntlet.request_id)).toHaveLength(2);
  });

  it('gives no reasoning of a model to a caller', async () => {
    const { text } = await ask('thinking', 'How long are returns free? [[simulate:thinking]]');
    expect(text).toContain('30 days');
    expect(text).not.toMatch(/think|hurry/);
  });

  it('says that the spending is unknown when a provider does not count', async () => {
    const { body } = await ask('no-usage', 'How long are returns free? [[simulate:no-usage]]');
    expect(body).not.toHaveProperty('usage');
    expect(body.gauntlet.cost_usd).toBeNull();
    const sql = 'SELECT input_tokens, cost_usd FROM analytics.outputs WHERE request_id = $1';
    expect(await database.row(sql, [body.gauntlet.request_id])).toEqual({ input_tokens: null, cost_usd: null });
  });

  it('leaves a model that never answers in time for its backup', async () => {
    const question = `How long are returns free? [[simulate:never-answer@${ladderPrompt('never-answer')}]]`;
    const { text, attempts } = await ask('never-answer', question, { 'x-gauntlet-timeout-ms': '6000' });
    expect(text).toContain('30 days');
    expect(attempts.map(({ error_code }) => error_code)).toEqual(['provider_timeout', null]);
  });

  it('asks the same model again first', async () => {
    const { body, text, attempts } = await ask('recovers', 'How long are returns free? [[simulate:fail-first-1]]');
    expect(text).toContain('30 days');
    expect(body.gauntlet).toMatchObject({ flags: [], provider: 'openai' });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
  });

  it('gives the canned answer when every model fails, and the record shows every attempt', async () => {
    const { body, text, attempts } = await ask('all-fail', 'How long are returns free? [[simulate:status-500]]');
    expect(text).toBe(CANNED);
    expect(body.gauntlet).toMatchObject({ outcome: 'canned', provider: null });
    expect(attempts.map(({ provider, number }) => `${provider} ${number}`)).toEqual([
      ...['openai 1', 'openai 2', 'openai 3'],
      ...['anthropic 1', 'anthropic 2', 'anthropic 3'],
    ]);
  });
});
