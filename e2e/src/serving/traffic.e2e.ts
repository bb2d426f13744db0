import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { giveFeedback } from '../world/eval-loop';
import { GauntletClient } from '../world/gauntlet-client';
import { sendAll, SHOP, shopDeployment, userTexts } from '../world/recorded-traffic';
import { allQuiet, Topics } from '../world/topics';
import { Upstream } from '../world/upstream';
import { World } from '../world/world';

/** Texts that are sent again under the policy that was tried: 300, or as many as `E2E_PREVIEW_TEXTS` says. */
const AGAIN = Number(process.env.E2E_PREVIEW_TEXTS ?? 300);
const REQUESTS = Math.max(1_000, AGAIN);
const DRAWN = 60;
/** A quarter of what users ask is refused, and all that the rehearsal asks of the candidate. */
const MONITORS = `
monitors:
  - { name: refused, prompt: shop, metric: refusal_rate, window: 10s, minSamples: 4, direction: above, threshold: 0.6, resolveAt: 0.1 }
`;

interface Preview {
  readonly requests: number;
  readonly effects: readonly { readonly what: string; readonly requests: string[]; readonly ratedUp: number }[];
  readonly changes: readonly {
    readonly would: string;
    readonly act: { readonly side: string; readonly check: string; readonly outcome: string };
    readonly requests: readonly string[];
  }[];
  readonly withoutAnswer: readonly string[];
}

interface Kept {
  readonly row: string;
  readonly side: string;
  readonly requestId: string;
}

function temporaryFile(text: string) {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'file.yaml');
  writeFileSync(path, text);
  return { path, remove: () => directory.remove() };
}

describe.sequential('recorded traffic', () => {
  let world: World;
  let client: GauntletClient;
  let database: Database;
  let gauntlet: GauntletCommand;
  let topics: Topics;
  let upstream: Upstream;
  const texts = userTexts(REQUESTS);
  let ids: string[];
  const monitors = temporaryFile(MONITORS);

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start({ env: { MONITORS_FILE: monitors.path } });
    client = new GauntletClient(world.address.services.ingress ?? '');
    database = new Database(world.address.databaseUrl);
    upstream = new Upstream(world.address.upstreamUrl);
    topics = new Topics(world.address.brokers);
    gauntlet = new GauntletCommand(world.address, { GAUNTLET_DATA_DIR: world.path('author') });
    mkdirSync(world.path('artefacts'));
    await gauntlet.text('deploy', shopDeployment(world.path('artefacts')));
    const known = async () => (await client.chat('Hello', { prompt: SHOP })).status === 200;
    await waitFor(known, { deadlineMs: 10_000, description: `${SHOP} in force` });
    ids = await sendAll(client, texts);
  });

  afterAll(async () => {
    await Promise.all([database.close(), topics.close()]);
    await world.stop();
    monitors.remove();
  });

  it('becomes rows that stand for the whole, in redacted form, and the same with the same seed', async () => {
    const sample = async (file: string, ...more: string[]) => {
      const path = world.path(file);
      await gauntlet.text(
        'dataset',
        'sample',
        SHOP,
        '--from',
        '-1h',
        '--n',
        '60',
        '--stratify',
        'outcome,language',
        '--out',
        path,
        ...more,
      );
      const lines = readFileSync(path, 'utf8').trim().split('\n');
      return lines.map((line) => JSON.parse(line) as { id: string; weight: number; tags: string[]; cluster: string });
    };
    const rows = await sample('sample.jsonl');
    expect(rows).toHaveLength(60);
    const total = rows.reduce((sum, { weight }) => sum + weight, 0);
    // And the hello of the beginning.
    expect(total).toBeGreaterThanOrEqual(REQUESTS);
    expect(new Set(rows.map(({ tags }) => tags.join(' ')))).toContain('outcome-answered language-de');
    const written = readFileSync(world.path('sample.jsonl'), 'utf8');
    expect(written).toContain('[EMAIL_1]');
    expect(written).not.toMatch(/user\d+@example|4111 1111/);
    expect(await sample('again.jsonl', '--to', new Date().toISOString())).toEqual(rows);
    expect((await sample('other.jsonl', '--seed', '2')).map(({ id }) => id)).not.toEqual(rows.map(({ id }) => id));
  });

  /** What users and analysts see, in numbers. */
  async function seen(): Promise<unknown> {
    const views = ['outputs', 'scores', 'attempts', 'verdicts', 'alerts'];
    const counts = views.map((view) => `(SELECT count(*) FROM analytics.${view}) AS ${view}`);
    const windows = '(SELECT sum(answers) FROM analytics.windows) AS windows';
    const own =
      '(SELECT count(*) FROM drift_monitor.responses) AS responses, (SELECT count(*) FROM drift_monitor.scores) AS measured';
    return (await database.query(`SELECT ${[...counts, windows, own].join(', ')}`))[0];
  }

  function runFiles(): { readonly name: string; readonly text: string }[] {
    const parent = world.path('author/evals');
    const [folder] = existsSync(parent) ? readdirSync(parent) : [];
    if (folder === undefined) return [];
    const names = readdirSync(join(parent, folder)).filter((name) => name !== 'lock');
    return names.map((name) => ({ name, text: readFileSync(join(parent, folder, name), 'utf8') }));
  }

  function kept(): Kept[] {
    const lines =
      runFiles()
        .find(({ name }) => name === 'answers.jsonl')
        ?.text.split('\n') ?? [];
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Kept);
  }

  it('is rehearsed, also after kill -9, with the same requests, and nobody sees anything of it', async () => {
    await allQuiet(topics);
    const unrehearsed = await seen();
    const rehearse = ['eval', 'run', `${SHOP}@v2`, '--policy', 'closed@v1', '--traffic', '-1h', '--n', String(DRAWN)];
    rehearse.push('--repeats', '1', '--concurrency', '8');
    const first = gauntlet.start(...rehearse);
    await waitFor(() => kept().length >= 20, { deadlineMs: 30_000, description: '20 answers' });
    first.kill('SIGKILL');
    await once(first, 'exit');
    await allQuiet(topics);
    expect(await seen()).toEqual(unrehearsed);

    // What is recorded meanwhile is not drawn.
    await client.chat('Are returns free?', { prompt: SHOP });
    await allQuiet(topics);
    const before = await seen();
    const { requests } = JSON.parse(runFiles().find(({ name }) => name === 'sample.json')?.text ?? '{}') as {
      requests: number;
    };
    const failed = await gauntlet.text(...rehearse).catch((error: { code: number; stdout: string }) => error);
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/^worse$/m) as string });
    const { stdout } = failed as { stdout: string };
    expect(stdout).toMatch(new RegExp(`^traffic +${DRAWN} of ${requests} requests, from \\d+ groups$`, 'm'));
    const asked = kept().map(({ requestId }) => requestId);
    expect([asked.length, new Set(asked).size, new Set(kept().map(({ row }) => row)).size]).toEqual([
      2 * DRAWN,
      2 * DRAWN,
      DRAWN,
    ]);
    for (const text of [stdout, ...runFiles().map((file) => file.text)])
      expect(text).not.toMatch(/Order \d|Bestellung|Returns are free/);

    const stored = 'SELECT count(DISTINCT request_id) FROM eval_scorer.responses WHERE request_id = ANY($1::uuid[])';
    const areStored = async () =>
      Number((await database.row<{ count: string }>(stored, [asked])).count) === asked.length;
    await waitFor(areStored, { deadlineMs: 20_000, description: 'the records of the rehearsal' });
    // As long as a window of the monitor is, after which it would have raised its alert.
    await pause(2_000);
    expect(await seen()).toEqual(before);
    // Keys are made with the secret of the world's own ingress.
    const operator = new GauntletCommand(world.address, { GAUNTLET_DATA_DIR: world.path('.') });
    const { key } = await operator.json<{ key: string }>('keys', 'create', '--tenant', 'shop', '--label', 'caller');
    const headers = { authorization: `Bearer ${key}` };
    const isHidden = async (id: string) => (await client.get(`/v1/requests/${id}`, headers)).status === 404;
    const areHidden = async () => (await Promise.all(asked.slice(0, 20).map(isHidden))).every(Boolean);
    await waitFor(areHidden, { deadlineMs: 10_000, description: 'no answer for a caller with a key' });
  });

  /** What each check did about some requests, more than to let them pass. */
  async function actsOf(requests: readonly string[]): Promise<Map<string, Set<string>>> {
    const wanted = new Set(requests);
    const released = (await topics.read(TOPICS.released)).filter(({ key }) => wanted.has(String(key)));
    return new Map(
      released.map(({ key, value }) => {
        const { facts } = JSON.parse(String(value)) as ResponseReleasedV1;
        const acts = facts.trail.verdicts.filter(({ outcome }) => outcome !== 'pass');
        return [String(key), new Set(acts.map(({ side, check, outcome }) => `${side} ${check} ${outcome}`))];
      }),
    );
  }

  it('tells of a policy what it decides once it is in force and the same texts are sent', async () => {
    const praised = ids[3] ?? '';
    await giveFeedback(world.address.services.ingress ?? '', praised, { rating: 'up' });
    const calls = (await upstream.calls()).length;
    const draft = world.path('artefacts/policies/after/v1.policy.yml');
    const preview = await gauntlet.json<Preview>('eval', 'policy', draft, '--traffic', '-1h', '--prompt', SHOP);
    expect((await upstream.calls()).length).toBe(calls);
    expect(preview.requests).toBeGreaterThanOrEqual(REQUESTS);
    const [blocked] = preview.effects;
    expect(blocked).toMatchObject({ what: 'blocked', ratedUp: 1 });
    expect(blocked?.requests[0]).toBe(praised);

    await gauntlet.text('pin', `${SHOP}@v1`, '--policy', 'after@v1', '--reason', 'the preview');
    const isInForce = async () =>
      (await client.chat('Acme Cloud?', { prompt: SHOP })).body.gauntlet.outcome === 'blocked';
    await waitFor(isInForce, { deadlineMs: 10_000, description: 'the policy in force' });
    const again = await sendAll(client, texts.slice(0, AGAIN));
    const acts = await actsOf([...ids.slice(0, AGAIN), ...again]);

    const unknown = new Set(preview.withoutAnswer);
    const decided = new Map<string, string[]>();
    const note = (change: string, id: string) => decided.set(change, [...(decided.get(change) ?? []), id]);
    for (const [index, id] of ids.slice(0, AGAIN).entries()) {
      const [before, after] = [acts.get(id), acts.get(again[index] ?? '')];
      for (const act of after ?? [])
        if (!before?.has(act) && !(unknown.has(id) && act.startsWith('output'))) note(`do ${act}`, id);
      for (const act of before ?? []) if (!after?.has(act)) note(`no longer do ${act}`, id);
    }
    const sent = new Set(ids.slice(0, AGAIN));
    const predicted = preview.changes.map(({ would, act: { side, check, outcome }, requests }) => {
      return [`${would} ${side} ${check} ${outcome}`, requests.filter((id) => sent.has(id)).sort()] as const;
    });
    expect(decided.size).toBeGreaterThanOrEqual(6);
    expect(Object.fromEntries(predicted)).toEqual(
      Object.fromEntries([...decided].map(([change, of]) => [change, of.sort()])),
    );
  });
});
