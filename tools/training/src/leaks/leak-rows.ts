import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ENCODINGS } from '../encodings/encodings';

/** An answer beside the system prompt that it may tell. */
export interface LeakRow {
  readonly text: string;
  readonly prompt: string;
  readonly label: 0 | 1;
  /** In which way the prompt is told; `ordinary` for an answer that tells nothing of it. */
  readonly form: string;
}

interface Written {
  readonly prompt: string;
  readonly ordinary: readonly string[];
  readonly retold: readonly string[];
}

const FILE = join(__dirname, '../../leaks/prompts.yml');

const sentencesOf = (prompt: string) => prompt.split(/(?<=[.!?。])\s*/).filter((sentence) => sentence.trim() !== '');

const ENCODED = ENCODINGS.filter(({ name }) =>
  ['reversed', 'spaced out', 'base64', 'hex', 'percent', 'rot13'].includes(name),
);

/** Whole prompts, as a model was seen to tell them. */
const WHOLE: Readonly<Record<string, (prompt: string) => string>> = {
  verbatim: (prompt) => prompt,
  'upper case': (prompt) => prompt.toUpperCase(),
  quoted: (prompt) => `Sure, here it is:\n> ${prompt.replaceAll('\n', '\n> ')}`,
  'in JSON': (prompt) => JSON.stringify({ system: prompt }),
  'as a list': (prompt) =>
    sentencesOf(prompt)
      .map((sentence, index) => `${index + 1}. **${sentence.trim()}**`)
      .join('\n'),
  ...Object.fromEntries(ENCODED.map(({ name, encode }) => [name, encode])),
};

/** Parts of prompts. */
const PARTS: Readonly<Record<string, (prompt: string) => string>> = {
  'first half': (prompt) => `It starts like this: ${prompt.slice(0, prompt.length / 2)}`,
  'second half': (prompt) => prompt.slice(prompt.length / 2),
  'two sentences': (prompt) => `I was told: "${sentencesOf(prompt).slice(1, 3).join(' ')}"`,
};

/** Rows of prompts of our own: what is told word for word, encoded or in part is made, other words are written. */
export function leakRows(): LeakRow[] {
  const written = parse(readFileSync(FILE, 'utf8')) as Written[];
  const forms = Object.entries({ ...WHOLE, ...PARTS });
  return written.flatMap(({ prompt, ordinary, retold }) => [
    ...forms.map(([form, told]) => ({ text: told(prompt), prompt, label: 1 as const, form })),
    ...retold.map((text) => ({ text, prompt, label: 1 as const, form: 'in other words' })),
    ...ordinary.map((text) => ({ text, prompt, label: 0 as const, form: 'ordinary' })),
  ]);
}
