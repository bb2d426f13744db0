import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { rampPage } from './page';
import type { RampResult } from './simulate';

const ROOT = join(__dirname, '../../../..');
const STYLE = { singleQuote: true, printWidth: 120 };

/** Where the page of the repository and its counts are. */
export const PUBLISHED = { page: 'docs/statistics-of-ramps.md', result: 'docs/statistics/ramp.json' } as const;

/** Makes a result the one that the repository publishes, with its page. */
export async function publishRamps(result: RampResult): Promise<void> {
  write(PUBLISHED.result, await format(JSON.stringify(result), { parser: 'json', ...STYLE }));
  write(PUBLISHED.page, await renderedRamps(result));
}

/** The page as it is in the repository. */
export function renderedRamps(result: RampResult): Promise<string> {
  return format(rampPage(result), { parser: 'markdown', ...STYLE });
}

/** @throws what the file system throws when nothing was published yet */
export function publishedRamps(): RampResult {
  return JSON.parse(readFileSync(join(ROOT, PUBLISHED.result), 'utf8')) as RampResult;
}

function write(path: string, text: string): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
