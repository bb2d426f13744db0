const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const LATIN = /[\p{sc=Latin}\p{N}]/u;
/** More values are looked for together, as to search a long text for each of them takes seconds. */
const MOST_ALONE = 64;
/** Characters of a value by which it is looked for together with others. */
const BEGINNING = 6;
/** Positions, or values, that are looked at in one step. */
const STEP = 1_024;

/** Those of the values that stand in one of the texts by themselves: `ann@example.org` does not in `joann@example.org`. */
export function* standingIn(texts: readonly string[], values: ReadonlySet<string>): Generator<void, Set<string>> {
  const isFew = values.size <= MOST_ALONE;
  const alone = [...values].filter((value) => isFew || value.length < BEGINNING);
  const standing = new Set<string>();
  for (const value of alone) {
    yield;
    if (texts.some((text) => hasWhole(text, value))) standing.add(value);
  }
  if (isFew) return standing;
  const lengths = lengthsByBeginning(values);
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      if (at % STEP === 0) yield;
      const possible = lengths.get(text.slice(at, at + BEGINNING));
      if (possible) valuesAt(text, at, possible).forEach((value) => values.has(value) && standing.add(value));
    }
  }
  return standing;
}

/** What stands at a place by itself, in each of these lengths. */
function valuesAt(text: string, at: number, lengths: readonly number[]): string[] {
  const whole = lengths.filter((length) => isWhole(text, at, at + length));
  return whole.map((length) => text.slice(at, at + length));
}

function lengthsByBeginning(values: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, number[]>();
  for (const value of values) {
    if (value.length < BEGINNING) continue;
    const beginning = value.slice(0, BEGINNING);
    const known = lengths.get(beginning);
    if (!known) lengths.set(beginning, [value.length]);
    else if (!known.includes(value.length)) known.push(value.length);
  }
  return lengths;
}

function hasWhole(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    if (isWhole(text, at, at + value.length)) return true;
  }
  return false;
}

function isWhole(text: string, start: number, end: number): boolean {
  return !areJoined(text.charAt(start - 1), text.charAt(start)) && !areJoined(text.charAt(end - 1), text.charAt(end));
}

/** True within a word. A letter of another script is a word of its own: Korean writes `ann@example.org로`, _to Ann's address_. */
function areJoined(left: string, right: string): boolean {
  return LETTER_OR_DIGIT.test(left) && LETTER_OR_DIGIT.test(right) && LATIN.test(left) === LATIN.test(right);
}
