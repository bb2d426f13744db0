import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(__dirname, '../../..');

// In a process of its own, in which nothing has loaded the detectors before.
const PROGRAM = `
const { recordable } = require('${ROOT}/libs/checks/dist/recordable.js');
const { service } = require('${ROOT}/services/' + process.argv[1] + '/dist/index.js');
const loaded = () => Object.keys(require.cache).filter((path) => path.includes('/libs/detection/dist/')).length;
async function main() {
  const atLoad = loaded();
  await service.onReady();
  const whenReady = loaded();
  await recordable({ input: 'I am Ann.', history: [], variables: {}, messages: [], answer: '' }, []);
  console.log(JSON.stringify({ atLoad, whenReady, atFirstText: loaded() }));
}
main();
`;

it.each(['prompt-render', 'model-invoker'])(
  '%s loads the detectors once it is ready, and not at its first canned answer',
  (name) => {
    const output = execFileSync(process.execPath, ['-e', PROGRAM, name], { encoding: 'utf8' });
    const { atLoad, whenReady, atFirstText } = JSON.parse(output) as Record<string, number>;
    expect(whenReady).toBeGreaterThan(atLoad ?? 0);
    expect(atFirstText).toBe(whenReady);
  },
);
