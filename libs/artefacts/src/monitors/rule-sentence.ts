import type { RuleEntry } from './rule-entry.schema';
import { FEATURES } from './rule-monitor';

/** The fields that a sentence stands for. */
type SaidFields = Omit<RuleEntry, 'name' | 'prompt' | 'except' | 'by' | 'bounds'>;

const NUMBER = '(-?\\d*\\.?\\d+) ?(%|percent|points?)?';
const LEVEL = new RegExp(`^(.+?) must (?:stay|be|remain) (above|below|over|under|at least|at most) ${NUMBER}$`);
const CHANGE = new RegExp(
  `^(.+?) must not (drop|fall|sink|rise|grow|increase|decrease)(?: by)? more than ${NUMBER}(?:,? (?:week over week|in a week|from week to week))?$`,
);
const LOOK = /^(.+?) must look like last (week|month)(?:['’]s)?$/;
const BELOW = ['below', 'under', 'at most'];
const RISE = ['rise', 'grow', 'increase'];

/** How each rule is said, for errors. */
export const SENTENCES = [
  'score.faithfulness must stay above 0.85',
  'score.faithfulness must not drop more than 5 points week over week',
  "questions (language, length) must look like last month's",
].map((sentence) => `"${sentence}"`);

/** The rules that a sentence says; `and must` joins two. Null for a sentence that is not understood. */
export function readSentence(text: string): SaidFields[] | null {
  const [first = '', ...more] = text
    .trim()
    .replace(/\.$/, '')
    .replace(/\s+/g, ' ')
    .split(/ and must /);
  const subject = first.split(' must ')[0] ?? '';
  const parts = [first, ...more.map((rest) => `${subject} must ${rest}`)].map(readPart);
  return parts.every((part) => part !== null) ? parts : null;
}

function readPart(text: string): SaidFields | null {
  return readLevel(text) ?? readChange(text) ?? readLook(text);
}

function readLevel(text: string): SaidFields | null {
  const [, metric, side = '', number = '', unit] = LEVEL.exec(text) ?? [];
  if (metric === undefined) return null;
  const level = shareOf(number, unit);
  return { rule: 'level', metric, ...(BELOW.includes(side) ? { below: level } : { above: level }) };
}

function readChange(text: string): SaidFields | null {
  const [, metric, way = '', number = '', unit] = CHANGE.exec(text) ?? [];
  // "5 %" could be a share of the value before, so it is not guessed.
  if (metric === undefined || unit === '%' || unit === 'percent') return null;
  const margin = shareOf(number, unit);
  return { rule: 'change', metric, ...(RISE.includes(way) ? { rise: margin } : { drop: margin }) };
}

function readLook(text: string): SaidFields | null {
  const [, what, period] = LOOK.exec(text) ?? [];
  const of = what === undefined ? null : featuresOf(what);
  return of && { rule: 'distribution', of, like: `last ${period}` };
}

/** `questions` are their language and length, `answers` their outcome; both may list what of them counts. */
function featuresOf(what: string): string[] | null {
  const [, subject = '', listed] = /^([a-z ]+?)(?: ?\(([^)]*)\))?$/.exec(what) ?? [];
  if (listed !== undefined) return known(listed.split(/,| and /).map((one) => one.trim()));
  if (/^(?:the )?(?:questions|requests|traffic|input)$/.test(subject)) return ['language', 'length'];
  if (/^(?:the )?answers$/.test(subject)) return ['outcome'];
  return known([subject.replace(/ mix$/, '').replace(/^(?:the )?/, '')]);
}

function known(features: readonly string[]): string[] | null {
  const all: readonly string[] = FEATURES;
  return features.every((feature) => all.includes(feature)) ? [...features] : null;
}

/** Points and percent are hundredths. */
function shareOf(number: string, unit: string | undefined): number {
  return unit === undefined ? Number(number) : Number(number) / 100;
}
