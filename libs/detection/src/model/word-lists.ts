import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const WEIGHTS = join(__dirname, '../../weights');

/**
 * The words of each kind in a file of `weights/`, with spaces between them. Each line of the file has a kind, a colon and
 * words; the lines of one kind add up.
 */
export function wordLists(file: string): Map<string, string> {
  const lists = new Map<string, string>();
  for (const line of readFileSync(join(WEIGHTS, file), 'utf8').trim().split('\n')) {
    const [kind = '', words = ''] = line.split(': ');
    lists.set(kind, lists.has(kind) ? `${lists.get(kind)} ${words}` : words);
  }
  return lists;
}
