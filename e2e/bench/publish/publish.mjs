import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import prettier from 'prettier';
import { growthOf } from '../report/growth.mjs';
import { summaryOf } from '../report/medians.mjs';
import { pageOf } from '../report/page.mjs';
import { plotOf } from '../report/plot.mjs';
import { publishableRunIn, runIn } from './publishable.mjs';

const ROOT = resolve(import.meta.dirname, '../../..');
const RESULT = 'docs/performance/result.json';
const GROWTH = 'docs/performance/growth.json';

/** Makes the medians of a run the result that the repository publishes, and the page of it. */
export async function publish(run) {
  await writeJson(RESULT, summaryOf(run));
  await renderPublished();
}

/** The same from the file that a run has written, be it to its end or not; throws where that is too little. */
export async function publishFile(file) {
  await publish(publishableRunIn('--render', file));
}

/** Puts beside the result what a run of its own says of growth, from the file that it has written. */
export async function publishGrowth(file) {
  await writeJson(GROWTH, growthOf(runIn('--growth', file)));
  await renderPublished();
}

/** Writes the page and its plot anew from the published result and what is published beside it. */
export async function renderPublished() {
  const result = published(RESULT);
  if (!result) throw new Error(`${RESULT} is missing: "npm run bench -- --publish" makes it`);
  for (const [path, text] of Object.entries(await renderingOf(result, published(GROWTH)))) await write(path, text);
}

function published(path) {
  const file = join(ROOT, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** The files that tell a result, by their paths from the root; `growth` is what {@link publishGrowth} has put beside it. */
export async function renderingOf(result, growth = null) {
  return {
    'docs/performance.md': await prettier.format(pageOf({ ...result, growth }), { parser: 'markdown', ...STYLE }),
    'docs/performance/latency.svg': plotOf(result),
  };
}

const STYLE = { singleQuote: true, printWidth: 120 };

async function writeJson(path, value) {
  await write(path, await prettier.format(JSON.stringify(value), { parser: 'json', ...STYLE }));
}

async function write(path, text) {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`written: ${path}`);
}
