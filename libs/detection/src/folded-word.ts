const MARKS = /\p{M}+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** A word without case and accents, in its plain form: `Größe` becomes `große`, `Ｅｍａｉｌ` becomes `email`. */
export function foldedWord(word: string): string {
  if (!BEYOND_ASCII.test(word)) return word.toLowerCase();
  // A row of marks takes time that grows with its square to be put in order, so as many as can be are taken out before.
  return word.replace(MARKS, '').normalize('NFKD').replace(MARKS, '').toLowerCase();
}
