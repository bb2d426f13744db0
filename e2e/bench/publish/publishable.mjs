import { readFileSync } from 'node:fs';
import { manyRounds } from '../report/markdown.mjs';

/** Of fewer rounds the median is a single slow or fast one. */
const LEAST_ROUNDS = 3;

/** Throws where so many rounds of a plan are too little to stand for this repository. */
export function assertPublishable({ isQuick }, rounds) {
  const why = isQuick ? 'a quick run measures a part' : rounds < LEAST_ROUNDS ? `it has ${manyRounds(rounds)}` : null;
  if (why === null) return;
  const way = `publish a run that is not quick, and has ${LEAST_ROUNDS} whole rounds or more`;
  throw new Error(`docs/performance/result.json stays as it is, since ${why}: ${way}`);
}

/** What --out has written into the file that an option names; throws where the file has something else. */
export function runIn(option, file) {
  const wrong = (problem) => new Error(`${option} names ${file}, which ${problem}: name a file that --out has written`);
  const run = parsed(file, wrong);
  if (!Array.isArray(run?.rounds) || !run.plan) throw wrong('holds no run');
  return run;
}

/** The same, of which there must be enough. */
export function publishableRunIn(option, file) {
  const run = runIn(option, file);
  assertPublishable(run.plan, wholeRounds(run));
  return run;
}

/** The last round of a run that was ended early lacks some systems. */
function wholeRounds({ rounds }) {
  const names = new Set(rounds.flatMap(({ systems }) => Object.keys(systems)));
  return rounds.filter(({ systems }) => Object.keys(systems).length === names.size).length;
}

function parsed(file, wrong) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong(error.code === 'ENOENT' ? 'is not there' : `can't be read (${error.message})`);
  }
}
