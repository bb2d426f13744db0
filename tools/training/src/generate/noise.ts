import type { SeededRandom } from '@gauntlet/statistics';

type Way = (text: string, random: SeededRandom) => string;

/** How often a text is left as it is. */
const CLEAN = 0.6;
const WAYS: readonly Way[] = [typos, typos, letterCase, punctuation, spacing, brokenWords, withoutAccents];
const LETTER = /\p{L}/u;
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Writes a text as people in a hurry, old keyboards and bad translations do; often leaves it as it is. */
export function disturb(text: string, random: SeededRandom): string {
  if (random.chance(CLEAN)) return text;
  const once = random.pick(WAYS)(text, random);
  return random.chance(0.2) ? random.pick(WAYS)(once, random) : once;
}

function typos(text: string, random: SeededRandom): string {
  const rate = 0.005 + random.next() * 0.05;
  return mapLetters(text, (letter) => (random.chance(rate) ? typo(letter, random) : letter));
}

function typo(letter: string, random: SeededRandom): string {
  const slip = random.pick(['drop', 'double', 'neighbour', 'stray'] as const);
  if (slip === 'drop') return '';
  if (slip === 'double') return letter + letter;
  return slip === 'neighbour' ? neighbour(letter, random) : letter + neighbour(letter, random);
}

/** A key beside the letter's; letters that no English keyboard has stay. */
function neighbour(letter: string, random: SeededRandom): string {
  const row = ROWS.find((keys) => keys.includes(letter.toLowerCase()));
  if (!row) return letter;
  const at = row.indexOf(letter.toLowerCase()) + random.pick([-1, 1]);
  return row.charAt(Math.min(Math.max(at, 0), row.length - 1));
}

function letterCase(text: string, random: SeededRandom): string {
  const style = random.pick(['upper', 'lower', 'lower', 'title', 'word', 'mixed'] as const);
  if (style === 'upper') return text.toUpperCase();
  if (style === 'lower') return text.toLowerCase();
  if (style === 'title') return text.replace(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  if (style === 'mixed')
    return mapLetters(text, (letter) => (random.chance(0.5) ? letter.toUpperCase() : letter.toLowerCase()));
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => (random.chance(0.2) ? word.toUpperCase() : word));
}

function punctuation(text: string, random: SeededRandom): string {
  const style = random.pick(['none', 'end', 'loud', 'dots', 'commas'] as const);
  if (style === 'none') return text.replace(/[.,;:!?]+(?=\s|$)/g, '');
  if (style === 'end') return text.replace(/[.!?]+$/, '');
  if (style === 'loud') return text.replace(/[.!]+(?=\s|$)/g, '!'.repeat(1 + random.below(3)));
  return style === 'dots' ? text.replace(/\.(?=\s|$)/g, '...') : text.replace(/\.(?=\s)/g, ',');
}

function spacing(text: string, random: SeededRandom): string {
  const style = random.pick(['wide', 'lines', 'tight', 'punctuation'] as const);
  if (style === 'wide') return text.replace(/ /g, () => (random.chance(0.15) ? '  ' : ' '));
  if (style === 'lines') return text.replace(/ /g, () => (random.chance(0.1) ? '\n' : ' '));
  return style === 'tight' ? text.replace(/([.,;:!?]) /g, '$1') : text.replace(/([.,;:!?])(?=\s|$)/g, ' $1');
}

function brokenWords(text: string, random: SeededRandom): string {
  return mapLetters(text, (letter) => (random.chance(0.03) ? `${letter} ` : letter));
}

/** Takes the accents off Latin, Greek and Cyrillic letters; the marks of other scripts stay. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function mapLetters(text: string, change: (letter: string) => string): string {
  return [...text].map((letter) => (LETTER.test(letter) ? change(letter) : letter)).join('');
}
