import { soundOf } from '@gauntlet/detection';
import { readSharedFile } from '../train/shared-file';

const ENGLISH = ['benign-alpaca-eval', 'benign-self-instruct'];
/** English is what most texts are written in. */
const ENGLISH_SHARE = 0.4;
const OTHERS =
  'de fr es it pt nl sv da nb fi pl cs sk hu ro tr id vi hr sl et lv lt sq eu ca gl cy ga is mt sw af az tl ms ru uk be bg sr mk el';
/** The end or the beginning of a word, and the letters from a to z. */
const CLASSES = 27;
/** Added to each count, so that what was never seen stays possible. */
const UNSEEN = 0.05;
const MOST = 9;

type Table = readonly (readonly number[])[];

/**
 * How much likelier each letter is behind each other one than chance would have it, in halves of a bit: a row of letters for
 * each first letter, in which J is 0 and K one half. English is counted in the harmless texts of a folder, the other languages
 * in the names of countries, languages and currencies that come with Node.
 */
export function letterPairs(folder: string): string[] {
  const english = probabilities(ENGLISH.flatMap((name) => readSharedFile(folder, name).map(({ text }) => text)));
  const others = OTHERS.split(' ').map((language) => probabilities(namesIn(language)));
  return english.map((row, first) =>
    row
      .map((share, second) => {
        const mean = others.reduce((sum, table) => sum + (table[first]?.[second] ?? 0), 0) / others.length;
        return first + second === 0 ? 0 : halfBits(ENGLISH_SHARE * share + (1 - ENGLISH_SHARE) * mean);
      })
      .map((value) => String.fromCharCode('J'.charCodeAt(0) + value))
      .join(''),
  );
}

function halfBits(probability: number): number {
  return Math.max(-MOST, Math.min(MOST, Math.round(2 * Math.log2(probability * CLASSES))));
}

/** Share of each second letter among all that stand behind a first one. */
function probabilities(texts: readonly string[]): Table {
  const counts = Array.from({ length: CLASSES }, () => Array.from({ length: CLASSES }, () => UNSEEN));
  for (const text of texts) {
    let previous = 0;
    for (const letter of `${text} `.normalize('NFC')) {
      const sound = soundOf(letter);
      const next = sound === '' ? 0 : sound.charCodeAt(0) - 0x60;
      const row = counts[previous];
      if (row && previous + next > 0) row[next] = (row[next] ?? 0) + 1;
      previous = next;
    }
  }
  return counts.map((row) => {
    const sum = row.reduce((total, count) => total + count, 0);
    return row.map((count) => count / sum);
  });
}

function namesIn(language: string): string[] {
  const pairsOf = (first: string) =>
    Array.from({ length: 26 * 26 }, (_, index) =>
      String.fromCharCode(first.charCodeAt(0) + Math.floor(index / 26), first.charCodeAt(0) + (index % 26)),
    );
  const codes = { region: pairsOf('A'), language: pairsOf('a'), currency: Intl.supportedValuesOf('currency') } as const;
  return (['region', 'language', 'currency'] as const).flatMap((type) => {
    const names = new Intl.DisplayNames([language], { type, fallback: 'none' });
    return codes[type].map((code) => names.of(code)).filter((name) => name !== undefined);
  });
}
