import fs, { readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { INPUT_CHECKS, OUTPUT_CHECKS } from './checks/all-checks';
import { warmUp } from './warm-up';

const WEIGHTS = join(__dirname, '../../detection/weights');

it('runs every check without a failure, so that all weights are read before the first text', async () => {
  const readFile = vi.spyOn(fs, 'readFileSync');
  syncBuiltinESMExports();
  const runs = [...INPUT_CHECKS.values(), ...OUTPUT_CHECKS.values()].map((check) =>
    'score' in check ? vi.spyOn(check, 'score') : vi.spyOn(check, 'run'),
  );
  await warmUp();
  expect(runs.filter((run) => run.mock.calls.length === 0)).toEqual([]);
  const read = readFile.mock.calls.map(([path]) => basename(String(path)));
  expect(read).toEqual(expect.arrayContaining(readdirSync(WEIGHTS).filter((name) => name.endsWith('.bin'))));
});
