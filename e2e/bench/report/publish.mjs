import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import prettier from 'prettier';
import { summaryOf } from './medians.mjs';
import { pageOf } from './page.mjs';
import { plotOf } from './plot.mjs';

const ROOT = resolve(import.meta.dirname, '../../..');
const RESULT = 'docs/performance/result.json';

/** Makes the medians of a run the result that the repository publishes, and the page of it. */
export async function publish(run) {
  await write(RESULT, await prettier.format(JSON.stringify(summaryOf(run)), { parser: 'json', ...STYLE }));
  await renderPublished();
}

/** The same from the file that a run has written, be it to its end or not. */
export async function publishFile(file) {
  await publish(JSON.parse(readFileSync(file, 'utf8')));
}

/** Writes the page and its plot anew from the published result. */
export async function renderPublished() {
  if (!existsSync(join(ROOT, RESULT))) throw new Error(`${RESULT} is missing: "npm run bench -- --publish" makes it`);
  const result = JSON.parse(readFileSync(join(ROOT, RESULT), 'utf8'));
  for (const [path, text] of Object.entries(await renderingOf(result))) await write(path, text);
}

/** The files that tell a result, by their paths from the root. */
export async function renderingOf(result) {
  return {
    'docs/performance.md': await prettier.format(pageOf(result), { parser: 'markdown', ...STYLE }),
    'docs/performance/latency.svg': plotOf(result),
  };
}

const STYLE = { singleQuote: true, printWidth: 120 };

async function write(path, text) {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`written: ${path}`);
}
