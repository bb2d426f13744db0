import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@gauntlet/testing';
import { stopSharedWorld } from '../world/address';
import { GauntletCommand } from '../world/command';
import { Database } from '../world/database';
import { ROOT } from '../world/root';
import { World } from '../world/world';

const TINY = 5;
const COPIED = ['prompts/support-agent', 'prompts/injection-judge', 'policies/default', 'evals/support-agent.jsonl'];

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Pinned {
  readonly in_force: boolean;
  readonly gate?: { readonly required: boolean; readonly runs: readonly string[]; readonly forced: boolean };
}

describe.sequential('a pin that cites its gate', () => {
  let world: World;
  let database: Database;
  let gauntlet: GauntletCommand;

  beforeAll(async () => {
    await stopSharedWorld();
    world = await World.start();
    database = new Database(world.address.databaseUrl);
    writeProject();
    gauntlet = new GauntletCommand(world.address, { GAUNTLET_DATA_DIR: path('data') }, path('.'));
    // First the simulated model, whose versions say how it misbehaves; then nothing without a gate.
    await deploy('');
    await deploy('gate: required');
  });

  afterAll(async () => {
    await database.close();
    await world.stop();
  });

  const path = (file: string) => world.path(join('author', file));

  function writeProject(): void {
    for (const file of COPIED) cpSync(join(ROOT, file), path(file), { recursive: true });
    mkdirSync(path('deployments'));
    const v8 = readFileSync(path('prompts/support-agent/v8.prompt.yml'), 'utf8');
    const worse = v8.replace('modelParameters:\n', 'modelParameters:\n  simulate: { wrong: 0.1 }\n');
    writeFileSync(path('prompts/support-agent/v9.prompt.yml'), worse);
    const gate = readFileSync(join(ROOT, 'evals/support-agent.gate.yaml'), 'utf8').replace('repeats: 2', 'repeats: 1');
    writeFileSync(path('evals/support-agent.gate.yaml'), gate);
    // The first rows are not critical, and a gate about critical rows needs some.
    const tiny = gate.replace('support-agent.jsonl', 'tiny.jsonl').replace(/^.*no critical row fails\n/m, '');
    writeFileSync(path('evals/tiny.gate.yaml'), tiny);
    const rows = readFileSync(path('evals/support-agent.jsonl'), 'utf8').split('\n');
    writeFileSync(path('evals/tiny.jsonl'), rows.slice(0, TINY).join('\n'));
  }

  async function deploy(gate: string): Promise<void> {
    const pin = `version: v7, policy: default@v2, cannedAnswer: Sorry.${gate && `, ${gate}`}`;
    writeFileSync(path('deployments/gated.yaml'), `prompts: { support-agent: { ${pin} } }`);
    await gauntlet.text('deploy', path('deployments/gated.yaml'));
  }

  /** Runs a command to its end, whatever that is. */
  async function end(...args: readonly string[]): Promise<Ended> {
    try {
      return { code: 0, stdout: await gauntlet.text(...args), stderr: '' };
    } catch (error) {
      return error as Ended;
    }
  }

  const run = (version: string, ...options: readonly string[]) =>
    end('eval', 'run', `support-agent@${version}`, '--concurrency', '16', ...options);
  const pin = (version: string, ...options: readonly string[]) =>
    end('pin', `support-agent@${version}`, '--reason', 'e2e', ...options);

  async function inForce(): Promise<Pinned | undefined> {
    const pins = await gauntlet.json<Pinned[]>('pins', 'history', 'support-agent');
    return pins.find((one) => one.in_force);
  }

  it('is refused without evidence, and set once the version is not worse', async () => {
    const refused = await pin('v8');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('gauntlet eval run support-agent@v8') });
    const passed = await run('v8');
    expect(passed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pass: all of 8 rules$/m) });
    expect(passed.stdout).toContain('says what it must not worse');
    const pinned = await pin('v8');
    expect(pinned).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^evidence support-agent@v8 passed in run-/m),
    });
    expect((await inForce())?.gate).toEqual({
      ...{ required: true, forced: false, runs: [expect.stringMatching(/^run-[0-9a-f]{16}$/)] },
    });
  });

  it('is refused for a version that is 10 points worse, unless it is forced, which shows until it is replaced', async () => {
    const failed = await run('v9');
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringMatching(/^fail: \d of 8 rules not passed$/m) });
    expect(failed.stdout).toContain('says what it must worse');
    expect(await pin('v9')).toMatchObject({ code: 1, stderr: expect.stringContaining('gate: required') });
    expect((await pin('v9', '--force')).stdout).toMatch(/^in force support-agent@v9 .*, forced without a gate/m);
    expect(await gauntlet.text('status')).toMatch(/^support-agent@v9 .*forced without a gate, by .*: e2e$/m);
    expect((await end('rollback', 'support-agent')).code).toBe(0);
    expect((await inForce())?.gate).toMatchObject({ forced: false, required: true });
    expect(await gauntlet.text('status')).not.toContain('forced');
  });

  it('says of a tiny dataset that it takes more rows, and how many', async () => {
    const open = await run('v9', '--gate', path('evals/tiny.gate.yaml'));
    expect(open).toMatchObject({
      ...{ code: 2, stdout: expect.stringMatching(/^not enough data: .*; it takes about \d+ rows if/m) },
    });
  });

  it('has what each gate came to, and what each row scored, for analysts', async () => {
    const gates = 'SELECT run, verdict, candidate_version, row_count FROM analytics.gates ORDER BY gated_at';
    const found = () => database.query<{ run: string }>(gates);
    await waitFor(async () => (await found()).length === 3, { deadlineMs: 20_000, description: 'three gates' });
    const rows = readFileSync(path('evals/support-agent.jsonl'), 'utf8').trimEnd().split('\n').length;
    expect(await found()).toMatchObject([
      { verdict: 'pass', candidate_version: 'v8', row_count: rows },
      { verdict: 'fail', candidate_version: 'v9', row_count: rows },
      { verdict: 'not enough data', candidate_version: 'v9', row_count: TINY },
    ]);
    const [first] = await found();
    const scored = `SELECT count(*)::int AS rows, avg(candidate) > 0.7 AS good FROM analytics.gate_rows
      WHERE run = $1 AND metric = 'says what it must'`;
    expect(await database.row(scored, [first?.run])).toEqual({ rows, good: true });
  });
});
