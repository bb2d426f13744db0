import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = resolve(import.meta.dirname, 'request-files.mjs');
/** Files of a keyed chat request as `npm run request:files` counts them. Lower the number with the count, never raise it. */
const MOST_FILES = 79;

it(`a keyed chat request passes no more than ${MOST_FILES} files`, () => {
  const root = resolve(import.meta.dirname, '..');
  const lines = execFileSync(process.execPath, [SCRIPT, root], { encoding: 'utf8' }).trim().split('\n');
  const files = lines.slice(0, -1);
  expect(files).toContain('services/ingress/src/ask/chat.controller.ts');
  expect(lines.at(-1)).toMatch(new RegExp(`^${files.length} files, `));
  expect(files.length).toBeLessThanOrEqual(MOST_FILES);
});
