import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

  const evaluate = (...options: readonly string[]) =>
    spawnSync(
      process.execPath,
      [join(ROOT, 'tools/gauntlet/bin/gauntlet.cjs'), 'eval', 'run', 'support-agent@v6', '--dataset', rows, ...options],
      // Ports and stores of whoever runs this are not its own.
      {
        ...{ cwd: ROOT, encoding: 'utf8', timeout: LIMIT_MS },
        env: { ...process.env, GAUNTLET_DATA_DIR: directory.path, KAFKA_BROKERS: 'nowhere.invalid:9092' },
      },
    );

  it('starts a Gauntlet, says what one row is worth, and leaves nothing running', () => {
    const { status, stdout, stderr } = evaluate('--local');
    expect([status, stdout], stderr).toEqual([2, expect.stringContaining('not enough data')]);
    const [page = ''] = /\/\S+report\.html/.exec(stdout) ?? [];
    expect(readFileSync(page, 'utf8')).toContain('support-agent@v7 → support-agent@v6: not enough data');
    const state = join(directory.path, 'eval-local');
    const [folder = ''] = readdirSync(state);
    expect(readdirSync(join(state, folder))).toContain('postgres');
    expect(existsSync(join(state, folder, 'postgres/cluster/postmaster.pid'))).toBe(false);
  });

  it('could not run with a deployment that is not there', () => {
    const { status, stderr } = evaluate('--local', 'nowhere');
    expect([status, stderr]).toEqual([3, expect.stringContaining('--local names nowhere; the deployments are')]);
  });
});
