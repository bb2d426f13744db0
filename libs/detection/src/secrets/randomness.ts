/** Bits of a character, when all characters of a text are drawn as often as they stand in it (Shannon). */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

// gitleaks and truffleHog take 3 for hexadecimal digits and 3.5 to 4.5 for more letters; ours have a digit as well.
const LEAST_BITS = 3;

/** True for what looks drawn by a machine: many different characters, and digits among its letters. */
export function isRandom(text: string): boolean {
  return /\d/.test(text) && /[A-Za-z]/.test(text) && entropy(text) >= LEAST_BITS;
}
