const NUMBER = /[-−]?\d+(?:[.,'’\u00a0\u202f]\d+)*/g;
/** Longer ones are ids and keys; no double holds so many digits. */
const LONGEST = 40;
// Marks between thousands that mean nothing else.
const SPACES = /['’\u00a0\u202f]/g;
const ENGLISH = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/;
const GERMAN = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$/;

/**
 * The numbers that stand in a text, in English and in German notation. What may be read both ways, such as `1.234`, gives
 * both numbers; what is a number in neither, such as a date, gives none.
 */
export function numbersIn(text: string): number[] {
  const numbers: number[] = [];
  for (const { 0: found, index } of text.matchAll(NUMBER)) {
    if (found.length > LONGEST) continue;
    const isSigned = /^[-−]/.test(found);
    // In 2-4 it is no minus, but stands between two numbers.
    const sign = isSigned && !isWithin(text, index) ? -1 : 1;
    for (const value of readings(isSigned ? found.slice(1) : found)) numbers.push(sign * value);
  }
  return numbers;
}

function isWithin(text: string, index: number): boolean {
  return index > 0 && /[\p{L}\p{N}]/u.test(text.charAt(index - 1));
}

function readings(written: string): Set<number> {
  const plain = written.replace(SPACES, '');
  const values = new Set<number>();
  if (ENGLISH.test(plain)) values.add(Number(plain.replaceAll(',', '')));
  if (GERMAN.test(plain)) values.add(Number(plain.replaceAll('.', '').replace(',', '.')));
  return values;
}
