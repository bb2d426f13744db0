import { foldedWord } from '../folded-word';
import type { Found } from '../found';
import type { Reading, View } from '../reading/reading';

// Scripts that put no space between words: each of their characters is a token of its own.
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const TOKEN = new RegExp(`[${UNSPACED.map((script) => `\\p{sc=${script}}`).join('')}]|[\\p{L}\\p{N}\\p{M}_]+`, 'gu');

interface Token {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Words and phrases, made ready to be looked for all at once. */
export interface Terms {
  readonly folded: ReadonlySet<string>;
  /** Their first tokens, as hardly any token of a text is one. */
  readonly firsts: ReadonlySet<string>;
  /** How many tokens they have, each number once. */
  readonly lengths: readonly number[];
}

/** Makes terms ready. A term without a letter or digit is none. */
export function compileTerms(terms: readonly string[]): Terms {
  const tokens = terms.map(tokensOf).filter(({ length }) => length > 0);
  return {
    folded: new Set(tokens.map(phraseOf)),
    firsts: new Set(tokens.map(([first]) => first?.folded ?? '')),
    lengths: [...new Set(tokens.map(({ length }) => length))],
  };
}

/**
 * The places of terms in a text. Whole words count, without case, accents and what stands between them: the term
 * "acme cloud" is found in "ACME-Cloud" and not in "acmecloudy". The time doesn't depend on how many terms there are.
 */
export function findTerms({ views }: Reading, terms: Terms): Found[] {
  return views.flatMap((view) => placesIn(view, terms));
}

function placesIn(view: View, { folded, firsts, lengths }: Terms): Found[] {
  const tokens = tokensOf(view.text);
  return tokens.flatMap((first, index) => {
    if (!firsts.has(first.folded)) return [];
    return lengths.flatMap((length) => {
      const last = tokens[index + length - 1];
      if (!last || !folded.has(phraseOf(tokens.slice(index, index + length)))) return [];
      return [{ type: 'BANNED_TERM', ...view.origin({ start: first.start, end: last.end }) }];
    });
  });
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    tokens.push({ folded: foldedWord(word), start: index, end: index + word.length });
  }
  return tokens;
}

function phraseOf(tokens: readonly Token[]): string {
  return tokens.map(({ folded }) => folded).join(' ');
}
