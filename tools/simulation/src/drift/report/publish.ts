import { formatted, readPublished, writePublished } from '../../published-files';
import type { DriftResult } from '../simulate';
import { delayFigure } from './figure';
import { FIRST_HEADING, measured } from './page';

const PAGE = 'docs/drift.md';
const RESULT = 'docs/drift/simulation.json';

/** Makes a result the one that the repository publishes, with its part of the page; gives the paths that were written. */
export async function publish(result: DriftResult): Promise<string[]> {
  writePublished(RESULT, await formatted(JSON.stringify(result), 'json'));
  return [RESULT, ...(await renderPublished())];
}

/** Writes what is measured on the page anew from the published result; gives the paths that were written. */
export async function renderPublished(): Promise<string[]> {
  const files = Object.entries(await renderingOf(publishedResult()));
  for (const [path, text] of files) writePublished(path, text);
  return files.map(([path]) => path);
}

/** The files that tell a result, by their paths from the root; the page keeps what stands before its figures. */
export async function renderingOf(result: DriftResult): Promise<Record<string, string>> {
  const [head = ''] = readPublished(PAGE).split(FIRST_HEADING);
  const page = `${head.trimEnd()}\n\n${measured(result).join('\n')}`;
  return {
    [PAGE]: await formatted(page, 'markdown'),
    'docs/drift/delays.svg': delayFigure(result),
  };
}

/** @throws what the file system throws when nothing was published yet */
export function publishedResult(): DriftResult {
  return JSON.parse(readPublished(RESULT)) as DriftResult;
}
