const DOTS = '\u2024\u3002\uff61';
const DIGIT = /^\p{Nd}$/u;

/** The ASCII character that another one is a form of: a wide or styled one, or a digit or dot of any script. */
export function plainCharacter(character: string): string {
  const folded = character.normalize('NFKC');
  // A no-break space is what typesetting makes of a space, so it hides nothing; who minds spaces knows them all.
  if (folded.length === 1 && folded <= '\x7f' && folded !== ' ') return folded;
  if (DOTS.includes(character)) return '.';
  return DIGIT.test(character) ? String(valueOfDigit(character)) : character;
}

// The ten digits of a script follow one another, so a digit is worth as many as stand before it.
function valueOfDigit(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
