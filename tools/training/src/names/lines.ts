import { readFileSync } from 'node:fs';

/** The lines of a file, without empty ones and comments. */
export function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}
