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

/** Words and phrases, made ready to be looked for all at once: a tree with a step for each of their tokens. */
export interface Terms {
  readonly next: ReadonlyMap<string, Terms>;
  /** True where a term ends. */
  readonly isTerm: boolean;
}

interface Step extends Terms {
  readonly next: Map<string, Step>;
  isTerm: boolean;
}

/** Makes terms ready. A term without a letter or digit is none. */
export function compileTerms(terms: readonly string[]): Terms {
  const root: Step = { next: new Map(), isTerm: false };
  for (const tokens of terms.map(tokensOf)) {
    let step = root;
    for (const { folded } of tokens) step = stepTo(step, folded);
    step.isTerm = step !== root;
  }
  return root;
}

function stepTo({ next }: Step, token: string): Step {
  const step = next.get(token) ?? { next: new Map(), isTerm: false };
  next.set(token, step);
  return step;
}

/**
 * The places of terms in a text. Whole words count, without case, accents and what stands between them: the term
 * "acme cloud" is found in "ACME-Cloud" and not in "acmecloudy". The time doesn't depend on how many terms there are.
 */
export function findTerms({ views }: Reading, terms: Terms): Found[] {
  return views.flatMap((view) => placesIn(view, terms));
}

function placesIn(view: View, terms: Terms): Found[] {
  const tokens = tokensOf(view.text);
  return tokens.flatMap(({ start }, first) => {
    const end = longestEnd(tokens, first, terms);
    return end === -1 ? [] : [{ type: 'BANNED_TERM', ...view.origin({ start, end }) }];
  });
}

/** Where the longest term that begins with a token ends; -1 when none begins there. */
function longestEnd(tokens: readonly Token[], first: number, terms: Terms): number {
  let end = -1;
  let step: Terms | undefined = terms;
  for (let at = first; step; at += 1) {
    if (step.isTerm) end = tokens[at - 1]?.end ?? end;
    step = step.next.get(tokens[at]?.folded ?? '');
  }
  return end;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    tokens.push({ folded: foldedWord(word), start: index, end: index + word.length });
  }
  return tokens;
}
