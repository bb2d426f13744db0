import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

/**
 * The commands of the first block under a heading of the README, as they are printed there.
 * @throws Error without such a heading or block.
 */
export function readmeCommands(heading: string): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, section] = readme.split(`\n## ${heading}\n`);
  const [, block] = /^```sh\n([^]*?)\n```$/m.exec(section?.split('\n## ')[0] ?? '') ?? [];
  if (block === undefined) throw new Error(`README.md has no commands under "${heading}"`);
  return block.split('\n');
}
