import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';

const ROWS = 50;
const CONCURRENCY = 4;
const CALLS = ROWS * 2 * 2;

interface Kept {
  readonly row: string;
  readonly side: string;
  readonly repeat: number;
  readonly requestId: string;
  readonly outcome: string;
}

interface Result {
  readonly verdict: string;
  readonly metrics: readonly { readonly difference: number; readonly rows: number; readonly noise: unknown }[];
}

/** Questions that the knowledge base of support-agent answers, none like another. */
function dataset(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    input: `Question ${index}: how long is a gift card valid?`,
    expected: 'A gift card is valid for 3 years and can be used for several orders.',
  }));
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

describe.sequential('an eval run', () => {
  let world: World;
  let upstream: Upstream;
  let database: Database;
  let gauntlet: GauntletCommand;
  let args: string[];

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start();
    upstream = new Upstream(world.address.upstreamUrl);
    database = new Database(world.address.databaseUrl);
    // So that a kill meets calls in flight.
    await upstream.behave({ latencyMs: 100 });
    gauntlet = new GauntletCommand(world.address, { GAUNTLET_DATA_DIR: world.path('author') });
    writeFileSync(world.path('rows.jsonl'), dataset());
    args = ['eval', 'run', 'support-agent@v7', '--baseline', 'v6', '--dataset', world.path('rows.jsonl')];
    args.push('--concurrency', String(CONCURRENCY));
  });

  afterAll(async () => {
    await database.close();
    await world.stop();
  });

  /** The answers of all runs so far. */
  function kept(): Kept[] {
    const parent = world.path('author/evals');
    const runs = existsSync(parent) ? readdirSync(parent) : [];
    return runs.flatMap((run) => {
      const path = join(parent, run, 'answers.jsonl');
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
      return lines.map((line) => JSON.parse(line) as Kept);
    });
  }

  async function startUntil(answers: number) {
    const command = gauntlet.start(...args);
    await waitFor(() => kept().length >= answers, { deadlineMs: 60_000, description: `${answers} answers` });
    return command;
  }

  it('goes on where kill -9 cut it off, has each answer once and pays it once', async () => {
    const first = await startUntil(20);
    first.kill('SIGKILL');
    await once(first, 'exit');

    const second = await startUntil(60);
    const [invoker] = world.stack.instances('model-invoker').processes;
    invoker?.kill('SIGKILL');
    await waitFor(() => kept().length >= 120, { deadlineMs: 60_000, description: '120 answers' });
    second.kill('SIGKILL');
    await once(second, 'exit');

    const result = JSON.parse(await gauntlet.text(...args, '--json')) as Result;
    expect(result.metrics.map(({ rows }) => rows)).toEqual([ROWS, ROWS]);
    const places = kept().map(({ row, side, repeat }) => `${row} ${side} ${repeat}`);
    expect([places.length, new Set(places).size]).toEqual([CALLS, CALLS]);
    expect(kept().filter(({ outcome }) => outcome !== 'answered')).toEqual([]);

    const keys = (await upstream.calls()).filter(({ paid }) => paid).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(CALLS);
    // What was in flight when model-invoker was killed is asked again under the same key, and counted as cut.
    expect(keys.length - CALLS).toBeLessThanOrEqual(CONCURRENCY);
  });

  it('says that v6, which knows nothing of gift cards, is worse, and leaves no trace in what users were told', async () => {
    const worse = ['eval', 'run', 'support-agent@v6', '--baseline', 'v7', '--dataset', world.path('rows.jsonl')];
    const failed = await gauntlet
      .text(...worse, '--repeats', '1')
      .catch((error: { code: number; stdout: string }) => error);
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/^worse$/m) as string });
    const ids = kept().map(({ requestId }) => requestId);
    const stored = 'SELECT count(DISTINCT request_id) FROM eval_scorer.responses WHERE request_id = ANY($1::uuid[])';
    const areStored = async () => Number((await database.row<{ count: string }>(stored, [ids])).count) === ids.length;
    await waitFor(areStored, { deadlineMs: 20_000, description: 'the records of the run' });
    const views = ['outputs', 'scores', 'attempts'].map((view) =>
      database.query(`SELECT 1 FROM analytics.${view} WHERE request_id = ANY($1::uuid[])`, [ids]),
    );
    expect(await Promise.all(views)).toEqual([[], [], []]);
  });

  it('shows the operator of this machine the record of a question, and nobody with a key', async () => {
    const [{ requestId } = { requestId: '' }] = kept();
    expect(await gauntlet.text('show', requestId)).toContain(requestId);
    const operator = new GauntletCommand(world.address, { GAUNTLET_DATA_DIR: world.path('.') });
    const { key } = await operator.json<{ key: string }>('keys', 'create', '--tenant', 'shop', '--label', 'test');
    const asShop = new GauntletCommand(world.address, { GAUNTLET_API_KEY: key });
    const refusal = () => asShop.text('show', requestId).catch((error: { stderr: string }) => error.stderr);
    const isRefused = async () => (await refusal()).includes(`no request ${requestId} is known`);
    await waitFor(isRefused, {
      deadlineMs: 30_000,
      description: 'the key to be in force, and the record to be none of its own',
    });
  });
});
