import { Type } from '@sinclair/typebox';
import type { Score } from '../scorer';
import { CLOSED, type ScorerKind } from '../scorer-kind';
import { composed } from './composed';

const MOST_TERMS = 100;
const Options = Type.Object(
  { terms: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: MOST_TERMS })) },
  CLOSED,
);
type TermsKind = ScorerKind<typeof Options>;

/** Measures which share of the prompt's and the row's terms stands in the answer, whatever their case. */
export const contains: TermsKind = {
  name: 'contains',
  version: 'v1',
  options: Options,
  make: ({ terms = [] }) => {
    return ({ answer, expected }) => {
      const all = [...terms, ...(expected.contains ?? [])];
      return all.length === 0 ? null : scoreOfWanted(all, missingIn(answer, all));
    };
  },
};

/** Measures whether none of the prompt's and the row's terms stands in the answer, whatever their case. */
export const forbids: TermsKind = {
  name: 'forbids',
  version: 'v1',
  options: Options,
  make: ({ terms = [] }) => {
    return ({ answer, expected }) => {
      const all = [...terms, ...(expected.forbids ?? [])];
      if (all.length === 0) return null;
      const missing = new Set(missingIn(answer, all));
      const found = all.filter((term) => !missing.has(term));
      if (found.length === 0) return { score: 1, label: 'none', explanation: `none of ${all.length} terms` };
      return { score: 0, label: 'forbidden', explanation: `has ${listed(found)}` };
    };
  },
};

function scoreOfWanted(all: readonly string[], missing: readonly string[]): Score {
  const found = all.length - missing.length;
  const score = found / all.length;
  if (missing.length === 0) return { score, label: 'all', explanation: `all of ${all.length} terms` };
  return { score, label: found === 0 ? 'none' : 'some', explanation: `lacks ${listed(missing)}` };
}

function missingIn(answer: string, terms: readonly string[]): string[] {
  const text = folded(answer);
  return terms.filter((term) => !text.includes(folded(term)));
}

function folded(text: string): string {
  return composed(text).toLowerCase();
}

// Terms are the author's words, so they may be quoted.
function listed(terms: readonly string[]): string {
  return terms.map((term) => JSON.stringify(term)).join(', ');
}
