import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import type { GateResult } from '../simulate';
import { figuresOf } from './figures';
import { pageOf } from './page';

const ROOT = join(__dirname, '../../../../..');
const FOLDER = 'docs/statistics';
const RESULT = `${FOLDER}/gate.json`;
const STYLE = { singleQuote: true, printWidth: 120 };

/** Makes a result the one that the repository publishes, with its page; gives the paths that were written. */
export async function publish(result: GateResult): Promise<string[]> {
  write(RESULT, await format(JSON.stringify(result), { parser: 'json', ...STYLE }));
  return [RESULT, ...(await renderPublished())];
}

/** Writes the page and its figures anew from the published result; gives the paths that were written. */
export async function renderPublished(): Promise<string[]> {
  const files = Object.entries(await renderingOf(publishedResult()));
  for (const [path, text] of files) write(path, text);
  return files.map(([path]) => path);
}

/** The files that tell a result, by their paths from the root. */
export async function renderingOf(result: GateResult): Promise<Record<string, string>> {
  const figures = Object.entries(figuresOf(result)).map(([name, svg]) => [`${FOLDER}/${name}`, svg]);
  return {
    'docs/statistics.md': await format(pageOf(result), { parser: 'markdown', ...STYLE }),
    ...Object.fromEntries(figures),
  };
}

/** @throws what the file system throws when nothing was published yet */
export function publishedResult(): GateResult {
  return JSON.parse(published(RESULT)) as GateResult;
}

/** The text of a file of the repository. */
export function published(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function write(path: string, text: string): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
