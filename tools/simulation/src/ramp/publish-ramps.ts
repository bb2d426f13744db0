import { formatted, readPublished, writePublished } from '../published-files';
import { rampPage } from './page';
import type { RampResult } from './simulate';

/** Where the page of the repository and its counts are. */
export const PUBLISHED = { page: 'docs/statistics-of-ramps.md', result: 'docs/statistics/ramp.json' } as const;

/** Makes a result the one that the repository publishes, with its page. */
export async function publishRamps(result: RampResult): Promise<void> {
  writePublished(PUBLISHED.result, await formatted(JSON.stringify(result), 'json'));
  writePublished(PUBLISHED.page, await renderedRamps(result));
}

/** The page as it is in the repository. */
export function renderedRamps(result: RampResult): Promise<string> {
  return formatted(rampPage(result), 'markdown');
}

/** @throws what the file system throws when nothing was published yet */
export function publishedRamps(): RampResult {
  return JSON.parse(readPublished(PUBLISHED.result)) as RampResult;
}
