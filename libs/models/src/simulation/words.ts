const STOP_WORDS = new Set(
  (
    'the and for with you your yours are was were can could will would should have has had how what when where which ' +
    'who why this that these those there their them they from into about our ours but not any all does did its out get ' +
    'please want need one may also just very than then if it is in on of to at as by an be do or we me my so us'
  ).split(' '),
);

/** Bare stem: enough to match "returned" with "returns" and "cancelled" with "cancel", no linguistics. */
function stem(word: string): string {
  if (word.length <= 4) return word.replace(/s$/, '');
  return word.replace(/(ing|ies|ied|ed|es|s|y|e)$/, '').replace(/(\p{L})\1$/u, '$1');
}

/** Distinct content words of a text, stemmed, without stop words. */
export function contentWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 1 && !STOP_WORDS.has(word)).map(stem));
}

/** How many words two sets share. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((word) => b.has(word)).length;
}
