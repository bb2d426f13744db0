import type { Span } from './spans';

// Each begins where no character of a key stands before it, and a class ends where its characters do: linear.
const KEY = new RegExp(
  `(?<![\\w-])(?:${[
    'gk_[a-z]{1,8}_\\w{16,}',
    // A digit within reach tells a key from a name such as sk-learn.
    'sk-(?=[\\w-]{0,40}\\d)[\\w-]{16,}',
    '(?:AKIA|ASIA)[0-9A-Z]{16}(?![\\w-])',
    'gh[opsur]_\\w{20,}|github_pat_\\w{20,}',
    'xox[abeoprs]-[\\w-]{10,}',
    'AIza[\\w-]{30,}',
    'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]*',
    '(?:[Bb]earer|BEARER)\\s{1,3}(?=[\\w.~+/-]{0,40}\\d)[\\w.~+/-]{16,}=*',
  ].join('|')})`,
  'g',
);

// The same beginnings without a look behind, which most texts get by with.
const BEGINNING = /gk_|sk-|AKIA|ASIA|gh[opsur]_|github_pat_|xox|AIza|eyJ|[Bb]earer|BEARER/;

/** Keys and tokens that open something: ours, those of model providers, clouds and code hosts, bearer tokens. */
export function findKeys(text: string): Span[] {
  if (!BEGINNING.test(text)) return [];
  return [...text.matchAll(KEY)].map(({ 0: key, index }) => ({ start: index, end: index + key.length }));
}
