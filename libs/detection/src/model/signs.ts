const LINE_END = 0x0a;
const QUOTE = 0x22;
const QUOTES = codesOf('"\'`“”„«»‘’「」『』');
const SENTENCE_SIGNS = codesOf('.!?:。！？：');

/** What a run of signs says of the place of the next word: in quotes or a field, in a line, a sentence; else its first sign. */
export function signOf(text: string, start: number, end: number): number {
  let sign = text.charCodeAt(start);
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_END) return LINE_END;
    if (QUOTES.has(code)) return QUOTE;
    if (SENTENCE_SIGNS.has(code)) sign = code;
  }
  return sign;
}

/** True for what always ends a line, a quotation or a field. */
export function isBoundary(sign: number): boolean {
  return sign === LINE_END || sign === QUOTE;
}

/** True for what ends a sentence when a space follows. */
export function isSentenceSign(sign: number): boolean {
  return SENTENCE_SIGNS.has(sign);
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
