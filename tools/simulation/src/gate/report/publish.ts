import { formatted, readPublished, writePublished } from '../../published-files';
import type { GateResult } from '../simulate';
import { figuresOf } from './figures';
import { pageOf } from './page';

const FOLDER = 'docs/statistics';
const RESULT = `${FOLDER}/gate.json`;

/** Makes a result the one that the repository publishes, with its page; gives the paths that were written. */
export async function publish(result: GateResult): Promise<string[]> {
  writePublished(RESULT, await formatted(JSON.stringify(result), 'json'));
  return [RESULT, ...(await renderPublished())];
}

/** Writes the page and its figures anew from the published result; gives the paths that were written. */
export async function renderPublished(): Promise<string[]> {
  const files = Object.entries(await renderingOf(publishedResult()));
  for (const [path, text] of files) writePublished(path, text);
  return files.map(([path]) => path);
}

/** The files that tell a result, by their paths from the root. */
export async function renderingOf(result: GateResult): Promise<Record<string, string>> {
  const figures = Object.entries(figuresOf(result)).map(([name, svg]) => [`${FOLDER}/${name}`, svg]);
  return {
    'docs/statistics.md': await formatted(pageOf(result), 'markdown'),
    ...Object.fromEntries(figures),
  };
}

/** @throws what the file system throws when nothing was published yet */
export function publishedResult(): GateResult {
  return JSON.parse(readPublished(RESULT)) as GateResult;
}
