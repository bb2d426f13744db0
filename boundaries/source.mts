import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Every file of the repository as Git knows it, new ones too, by its path from the root. */
export const FILES: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter((path) => path && existsSync(resolve(ROOT, path)));

/** The text of a file, by its path from the root. */
export function textOf(path: string): string {
  return readFileSync(resolve(ROOT, path), 'utf8');
}
