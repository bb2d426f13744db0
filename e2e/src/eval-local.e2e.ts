import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { stopSharedWorld } from './world/address';
import { ROOT } from './world/root';

const LIMIT_MS = 80_000;

/** A pipeline has a checkout and nothing that runs. */
describe.skipIf(process.env.E2E_BROKER === 'kafka').sequential('eval run --local', () => {
  const directory = temporaryDirectory();
  const rows = join(directory.path, 'rows.jsonl');

  beforeAll(async () => {
    await stopSharedWorld();
    writeFileSync(rows, '{"input":"How long is a gift card valid?","expected":"A gift card is valid for 3 years."}\n');
  });
  afterAll(() => directory.remove());

  const evaluate = (...[candidate = '', ...options]: readonly string[]) =>
    spawnSync(
      process.execPath,
      [join(ROOT, 'tools/gauntlet/bin/gauntlet.cjs'), 'eval', 'run', candidate, '--dataset', rows, ...options],
      // Ports and stores of whoever runs this are not its own.
      {
        ...{ cwd: directory.path, encoding: 'utf8', timeout: LIMIT_MS },
        env: { ...process.env, GAUNTLET_DATA_DIR: directory.path, KAFKA_BROKERS: 'nowhere.invalid:9092' },
      },
    );

  it('starts a Gauntlet, says what one row is worth, and leaves nothing running', () => {
    const { status, stdout, stderr } = evaluate('support-agent@v6', '--local');
    expect([status, stdout], stderr).toEqual([2, expect.stringContaining('not enough data')]);
    const [page = ''] = /\/\S+report\.html/.exec(stdout) ?? [];
    expect(readFileSync(page, 'utf8')).toContain('support-agent@v7 → support-agent@v6: not enough data');
    const state = join(directory.path, 'eval-local');
    const [folder = ''] = readdirSync(state);
    expect(readdirSync(join(state, folder))).toContain('postgres');
    expect(existsSync(join(state, folder, 'postgres/cluster/postmaster.pid'))).toBe(false);
  });

  it('asks judges of a prompt beside its own files, about each answer and about pairs in both orders', () => {
    const judges = [
      '  - { name: helpful, uses: gauntlet/judge, with: { prompt: judge-helpfulness@v1 } }',
      '  - { name: preferred, uses: gauntlet/pairwise-judge, with: { prompt: judge-pairwise@v1 } }',
    ];
    for (const folder of ['prompts', 'policies']) {
      cpSync(join(ROOT, folder), join(directory.path, folder), { recursive: true });
    }
    const prompts = join(directory.path, 'prompts/support-agent');
    const v6 = readFileSync(join(prompts, 'v6.prompt.yml'), 'utf8').trimEnd();
    writeFileSync(join(prompts, 'v99.prompt.yml'), `${v6}\n${judges.join('\n')}\n`);
    const { status, stdout, stderr } = evaluate('support-agent@v99', '--local', '--json');
    expect(status, stderr).toBe(2);
    const { metrics } = JSON.parse(stdout) as { metrics: { name: string; rows: number; failed: number }[] };
    // The simulated judge has no opinion of its own: it prefers what comes first, which both orders show.
    expect(metrics).toMatchObject([
      {},
      { name: 'helpful', rows: 1, failed: 0 },
      { name: 'preferred', rows: 1, failed: 0, baseline: 0.5, candidate: 0.5 },
      { name: 'answered' },
    ]);
  });

  it('takes what identical calls of an earlier run were answered, and pays nothing for it', () => {
    const args = ['support-agent@v6', '--local', '--reuse', '1h', '--json'];
    const [first, second] = [evaluate(...args), evaluate(...args)];
    expect([first?.status, second?.status], `${first?.stderr}${second?.stderr}`).toEqual([2, 2]);
    const found = [first, second].map(({ stdout }) => JSON.parse(stdout) as { reused: number; sides: unknown });
    expect(found.map(({ reused }) => reused)).toEqual([0, 4]);
    expect(found[1]?.sides).toEqual(found[0]?.sides);
    expect(second?.stderr).toContain('4 of 4 answers, $0.0000');
  });

  it('could not run with a deployment that is not there', () => {
    const { status, stderr } = evaluate('support-agent@v6', '--local', 'nowhere');
    expect([status, stderr]).toEqual([3, expect.stringContaining('--local names nowhere; the deployments are')]);
  });
});
