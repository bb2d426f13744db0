import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const BUILT = join(__dirname, '../../dist/index.js');
const PRINT_LOADED = `require('${BUILT}'); console.log(Object.keys(require.cache).join('\\n'));`;

describe('the rules of configs', () => {
  it('load the validators that are used, and no phone numbers', () => {
    const loaded = execFileSync(process.execPath, ['-e', PRINT_LOADED], { encoding: 'utf8' }).split('\n');
    expect(loaded).toContainEqual(expect.stringMatching(/class-validator\/.*Min\.js$/));
    expect(loaded.filter((file) => /libphonenumber|class-validator\/cjs\/index\.js$/.test(file))).toEqual([]);
  });
});
