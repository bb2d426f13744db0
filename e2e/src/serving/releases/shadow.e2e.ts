import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { sharedWorld } from '../../world/address';
import { GauntletCommand } from '../../world/command';
import { Database } from '../../world/database';
import { GauntletClient } from '../../world/gauntlet-client';
import { deploymentFolder } from '../../world/prompts/deployment-folder';

const PROMPT = 'shadowed';
const REQUESTS = 6;
const BUDGET = 3;
const SHADOW_TAKES_MS = 4_000;

const versionOf = (years: number, directive = '') => `
name: A prompt with a shadow
description: says how long gift cards are valid
model: simulated/sim-large
messages:
  - role: system
    content: You are the support agent of a shop. A gift card is valid for ${years} years.
  - role: user
    content: '{{input}} ${directive}'
`;

const DEPLOYED = {
  versions: { v1: versionOf(3), v2: versionOf(9, `[[simulate:latency-${SHADOW_TAKES_MS}]]`) },
  desired: { version: 'v1', policy: 'default@v2', cannedAnswer: 'Sorry.' },
};

interface Shadowed {
  readonly request_id: string;
  readonly shadow_request_id: string;
  readonly prompt_version: string;
  readonly shadow_version: string;
  readonly answer: string;
  readonly shadow_answer: string;
  readonly latency_ms: number;
  readonly shadow_latency_ms: number;
}

describe.sequential('a shadow', () => {
  const world = sharedWorld();
  const client = new GauntletClient(world.services.ingress ?? '');
  const gauntlet = new GauntletCommand(world);
  const database = new Database(world.databaseUrl);
  const directory = temporaryDirectory();
  const asked: string[] = [];
  let rows: Shadowed[] = [];

  beforeAll(async () => {
    await gauntlet.text('deploy', deploymentFolder(directory.path, { [PROMPT]: DEPLOYED }));
    const budget = ['--percent', '100', '--budget-calls-per-hour', String(BUDGET)];
    await gauntlet.text('pin', `${PROMPT}@v1`, '--shadow', `${PROMPT}@v2`, ...budget, '--reason', 'is v2 better?');
    for (let index = 0; index < REQUESTS; index += 1) {
      const { status, body } = await client.chat('How long is a gift card valid?', { prompt: PROMPT });
      expect(status).toBe(200);
      asked.push(body.gauntlet.request_id);
    }
    const seen = async () => {
      rows = await database.query<Shadowed>('SELECT * FROM analytics.shadows WHERE request_id = ANY($1)', [asked]);
      return rows.length >= BUDGET;
    };
    await waitFor(seen, { deadlineMs: 60_000, everyMs: 250, description: `${BUDGET} answers of the shadow` });
  });

  afterAll(async () => {
    await database.close();
    directory.remove();
  });

  it('answers a copy of the request, beside the answer that the caller got', () => {
    for (const row of rows) {
      expect(row).toMatchObject({ prompt_version: 'v1', shadow_version: 'v2' });
      expect([row.answer, row.shadow_answer]).toEqual([
        expect.stringContaining('3 years') as string,
        expect.stringContaining('9 years') as string,
      ]);
    }
  });

  it('delays no caller', () => {
    for (const row of rows) {
      expect(row.shadow_latency_ms).toBeGreaterThanOrEqual(SHADOW_TAKES_MS);
      expect(row.latency_ms).toBeLessThan(SHADOW_TAKES_MS);
    }
  });

  it('keeps to its budget', async () => {
    const hours = await database.query<{ calls: number }>(
      'SELECT calls FROM eval_scorer.shadow_hours WHERE prompt_name = $1',
      [PROMPT],
    );
    expect(hours.length).toBeGreaterThan(0);
    for (const { calls } of hours) expect(calls).toBeLessThanOrEqual(BUDGET);
    expect(rows.length).toBeLessThanOrEqual(BUDGET * hours.length);
  });

  it('is scored, and shown in no view of what users got', async () => {
    const ids = rows.map((row) => row.shadow_request_id);
    const scored = `SELECT DISTINCT shadow_request_id FROM analytics.shadow_scores WHERE shadow_request_id = ANY($1)`;
    const areScored = async () => (await database.query(scored, [ids])).length === ids.length;
    await waitFor(areScored, { deadlineMs: 30_000, everyMs: 250, description: 'scores of the shadow' });
    for (const view of ['outputs', 'scores', 'attempts', 'verdicts']) {
      const shown = `SELECT 1 FROM analytics.${view} WHERE request_id = ANY($1)`;
      expect(await database.query(shown, [ids]), view).toEqual([]);
    }
    const watched = 'SELECT 1 FROM drift_monitor.scores WHERE request_id = ANY($1)';
    expect(await database.query(watched, [ids])).toEqual([]);
  });

  it('ends with the next pin', async () => {
    await gauntlet.text('pin', `${PROMPT}@v1`, '--reason', 'seen enough');
    expect(await gauntlet.text('pins', 'history', PROMPT)).toMatch(
      /is v2 better\? .*, shadow v2 for 100 % \(at most 3 an/,
    );
    const [pin] = await gauntlet.json<{ shadow?: unknown }[]>('pins', 'history', PROMPT);
    expect(pin?.shadow).toBeUndefined();
  });
});
