import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

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
const hexOf = (text: string) => Buffer.from(text).toString('hex');

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
  reversed: (prompt) => [...prompt].reverse().join(''),
  'spaced out': (prompt) => [...prompt].join(' '),
  base64: (prompt) => Buffer.from(prompt).toString('base64'),
  hex: hexOf,
  percent: (prompt) => hexOf(prompt).replace(/../g, '%$&'),
  rot13: (prompt) => prompt.replace(/[a-z]/gi, rotated),
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

function rotated(letter: string): string {
  const base = letter < 'a' ? 65 : 97;
  return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
}
