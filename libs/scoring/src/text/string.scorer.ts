import { Type } from '@sinclair/typebox';
import { CLOSED, type ScorerKind } from '../scorer-kind';
import type { Subject } from '../subject';

const Text = Type.String({ minLength: 1 });
const Options = Type.Partial(Type.Object({ equals: Text, contains: Text, startsWith: Text, endsWith: Text }, CLOSED), {
  ...CLOSED,
  minProperties: 1,
});

const CRITERIA = {
  equals: (answer: string, wanted: string) => answer === wanted,
  contains: (answer: string, wanted: string) => answer.toLowerCase().includes(wanted.toLowerCase()),
  startsWith: (answer: string, wanted: string) => answer.toLowerCase().startsWith(wanted.toLowerCase()),
  endsWith: (answer: string, wanted: string) => answer.toLowerCase().endsWith(wanted.toLowerCase()),
} as const;
const NAMES = Object.keys(CRITERIA) as (keyof typeof CRITERIA)[];

/**
 * Measures whether the answer meets every criterion of a `string` evaluator, as `gh models eval` reads it: `equals` looks at
 * each letter, the others at no case, and white space around the answer doesn't count.
 */
export const string: ScorerKind<typeof Options> = {
  name: 'string',
  version: 'v1',
  options: Options,
  make: (criteria) => {
    const wanted = NAMES.flatMap((name) => (criteria[name] === undefined ? [] : [{ name, text: criteria[name] }]));
    return ({ answer }: Subject) => {
      const trimmed = answer.trim();
      const missed = wanted.filter(({ name, text }) => !CRITERIA[name](trimmed, text));
      if (missed.length === 0) return { score: 1, label: 'met', explanation: `${namesOf(wanted)} met` };
      return { score: 0, label: 'missed', explanation: `${namesOf(missed)} missed` };
    };
  },
};

function namesOf(criteria: readonly { readonly name: string }[]): string {
  return criteria.map(({ name }) => name).join(', ');
}
