import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const BUILT = join(__dirname, '../../dist/index.js');
const PRINT_LOADED = `require('${BUILT}'); console.log(Object.keys(require.cache).join('\\n'));`;

it('costs no process that has no key for Anthropic its SDK', () => {
  const loaded = execFileSync(process.execPath, ['-e', PRINT_LOADED], { encoding: 'utf8' }).split('\n');
  expect(loaded).toContainEqual(expect.stringMatching(/anthropic-sdk\.js$/));
  expect(loaded.filter((file) => file.includes('@anthropic-ai'))).toEqual([]);
});
