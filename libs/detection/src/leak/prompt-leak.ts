import type { Found, Scored } from '../found';
import type { Reading, View } from '../reading/reading';
import { tellsMark } from './mark';
import { type SecretPrompt, secretPrompt } from './secret-prompt';
import { saysSomething, SHINGLE, shingleAt, type Word, wordsOf } from './words';

/** What must not be told: the request's secret mark, and the system prompt; either may be empty. */
export interface Confidential {
  readonly mark: string;
  readonly prompt: string;
}

/** A run of so many words of an instruction is told with half certainty; chance makes no longer ones. */
const HALF_CERTAIN_RUN = 8;
/** A share of the instructions counts in full from so many rows of words on: a prompt of one sentence is not told by half of it. */
const SURE_SHINGLES = 8;
/** So many of their words, in any order, tell instructions with half certainty; in an answer of which they are so much. */
const HALF_CERTAIN_RETOLD = 6;
const USUAL_SHARE = 0.4;
const INSTRUCTIONS = 'instructions?|prompt|rules|guidelines|directives|configuration';
const INSTRUCTED = 'told|instructed|asked|supposed|configured|programmed|required|not allowed|set up';
const INSTRUCTIONS_ELSEWHERE =
  'anweisungen|vorgaben|regeln|instructions|consignes|instrucciones|reglas|instruções|istruzioni|instructies';
const ELSEWHERE = 'ich (?:soll|darf nicht|wurde angewiesen)\\b|私の指示|我的指令';
/** Speaks of its own instructions, as an answer that tells them in other words does. */
const OF_ITSELF = new RegExp(
  [
    `\\b(?:my|these|the|our) (?:\\w+ ){0,2}?(?:${INSTRUCTIONS})\\b`,
    `\\bi(?:'m| am| was|'ve been| have been)? (?:\\w+ )?(?:${INSTRUCTED})\\b`,
    `\\b(?:meine[nr]?|mes|mis|minhas|le mie|mijn) (?:${INSTRUCTIONS_ELSEWHERE})\\b`,
    ELSEWHERE,
  ].join('|'),
  'iu',
);
/** What every text has that speaks so; looked for first, as it takes a tenth of the time. */
const OF_INSTRUCTIONS = new RegExp([INSTRUCTIONS, INSTRUCTED, INSTRUCTIONS_ELSEWHERE, ELSEWHERE].join('|'), 'iu');

/**
 * How much of what must not be told an answer tells: 1 for the mark, else by the longest run of words that stands in an
 * instruction of the prompt, by how many of its instructions are told, and by how many of their words an answer repeats
 * that speaks of its own instructions. Facts of a prompt, such as opening hours, are there to be told.
 */
export function findPromptLeak(reading: Reading, { mark, prompt }: Confidential): Scored {
  if (tellsMark(reading, mark)) return { score: 1, found: [] };
  if (prompt === '') return { score: 0, found: [] };
  const secret = secretPrompt(prompt);
  let leak: Scored = { score: 0, found: [] };
  for (const view of reading.views) {
    const told = toldIn(view, secret);
    if (told.score > leak.score) leak = told;
  }
  return leak;
}

function toldIn(view: View, secret: SecretPrompt): Scored {
  const words = wordsOf(view.text);
  let [known, run, longest, end] = [0, 0, 0, 0];
  const told = new Set<string>();
  for (const [index, { folded }] of words.entries()) {
    // Most rows of words have one that the prompt has not, so few rows need be put together.
    known = secret.words.has(folded) ? known + 1 : 0;
    const first = index - SHINGLE + 1;
    const shingle = known >= SHINGLE ? shingleAt(words, first) : null;
    run = shingle !== null && secret.shingles.has(shingle) ? run + 1 : 0;
    if (shingle !== null && run > 0) told.add(shingle);
    if (run > longest) [longest, end] = [run, first];
  }
  const verbatim = longest === 0 ? 0 : certainty(longest + SHINGLE - 1, HALF_CERTAIN_RUN);
  const share = secret.shingles.size === 0 ? 0 : told.size / secret.shingles.size;
  const score = Math.max(verbatim, Math.min(1, share * 2, told.size / SURE_SHINGLES), retold(view.text, words, secret));
  return { score, found: longest === 0 ? [] : [partOf(view, words, end - longest + 1, end + SHINGLE - 1)] };
}

function certainty(words: number, halfCertain: number): number {
  return 1 - 2 ** -(words / halfCertain);
}

/** How surely an answer tells its instructions in other words: by how many of their words it repeats, among how many. */
function retold(text: string, words: readonly Word[], { stems }: SecretPrompt): number {
  if (!OF_INSTRUCTIONS.test(text) || !OF_ITSELF.test(text)) return 0;
  const said = new Set(words.map(({ stem }) => stem).filter(saysSomething));
  const repeated = [...said].filter((stem) => stems.has(stem)).length;
  return certainty(repeated, HALF_CERTAIN_RETOLD) * Math.min(1, repeated / said.size / USUAL_SHARE || 0);
}

function partOf(view: View, words: readonly Word[], first: number, last: number): Found {
  const span = { start: words[first]?.start ?? 0, end: words[last]?.end ?? view.text.length };
  return { type: 'SYSTEM_PROMPT', ...view.origin(span) };
}
