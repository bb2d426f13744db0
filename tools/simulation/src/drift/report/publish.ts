import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import type { DriftResult } from '../simulate';
import { delayFigure } from './figure';
import { FIRST_HEADING, measured } from './page';

const ROOT = join(__dirname, '../../../../..');
const PAGE = 'docs/drift.md';
const RESULT = 'docs/drift/simulation.json';
const STYLE = { singleQuote: true, printWidth: 120 };

/** Makes a result the one that the repository publishes, with its part of the page; gives the paths that were written. */
export async function publish(result: DriftResult): Promise<string[]> {
  write(RESULT, await format(JSON.stringify(result), { parser: 'json', ...STYLE }));
  return [RESULT, ...(await renderPublished())];
}

/** Writes what is measured on the page anew from the published result; gives the paths that were written. */
export async function renderPublished(): Promise<string[]> {
  const files = Object.entries(await renderingOf(publishedResult()));
  for (const [path, text] of files) write(path, text);
  return files.map(([path]) => path);
}

/** The files that tell a result, by their paths from the root; the page keeps what stands before its figures. */
export async function renderingOf(result: DriftResult): Promise<Record<string, string>> {
  const [head = ''] = published(PAGE).split(FIRST_HEADING);
  const page = `${head.trimEnd()}\n\n${measured(result).join('\n')}`;
  return {
    [PAGE]: await format(page, { parser: 'markdown', ...STYLE }),
    'docs/drift/delays.svg': delayFigure(result),
  };
}

/** @throws what the file system throws when nothing was published yet */
export function publishedResult(): DriftResult {
  return JSON.parse(published(RESULT)) as DriftResult;
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
