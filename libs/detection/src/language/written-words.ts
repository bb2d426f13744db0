// Not: parts of addresses, paths, numbers and identifiers; keys of JSON.
const WORD =
  /(?<![\p{L}\p{M}\p{N}_@/\\$#&]|[A-Za-z\d]\.)[\p{L}\p{M}]+(?![\p{L}\p{M}\p{N}_@/\\($]|[.:][A-Za-z\d/]|["']\s?:)/gu;
const CAPITALISED = /^\p{Lu}\p{Ll}/u;
const MIXED_CASE = /\p{Ll}\p{Lu}/u;
const BEGINNING = /(?:^|[.!?…:"'“„«¿¡>(\n])\s{0,2}$/u;
const BEFORE = 3;
const FENCE = /^\s*```/;
const CODE_SIGN = /[{}()[\];=<>\\|$_#*+]/g;
// A line of code has more of these signs than a sentence with brackets in it.
const FEWEST_CODE_SIGNS = 3;
const CODE_SHARE = 0.06;

/** The words of a text that are written in a language: not code, addresses, and what has a capital as names have. */
export function writtenWords(text: string): string[] {
  const words: string[] = [];
  const prose = proseOf(text);
  for (const { 0: word, index } of prose.matchAll(WORD)) {
    const isName = CAPITALISED.test(word) && !BEGINNING.test(prose.slice(Math.max(0, index - BEFORE), index));
    if (!isName && !MIXED_CASE.test(word)) words.push(word);
  }
  return words;
}

function proseOf(text: string): string {
  let isFenced = false;
  const lines = text.split('\n').filter((line) => {
    const isFence = FENCE.test(line);
    if (isFence) isFenced = !isFenced;
    return !isFence && !isFenced && !isCode(line);
  });
  return lines.join('\n');
}

function isCode(line: string): boolean {
  const signs = line.match(CODE_SIGN)?.length ?? 0;
  return signs >= FEWEST_CODE_SIGNS && signs > CODE_SHARE * line.length;
}
