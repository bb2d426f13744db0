import { Type } from '@sinclair/typebox';
import type { Expected } from '@gauntlet/artefacts';
import { CLOSED, type ScorerKind } from '../scorer-kind';
import { compareJson, LONGEST_POINTER } from './compare-json';
import { parsedJson } from './parsed-json';

const Pointer = Type.String({ pattern: '^/', maxLength: LONGEST_POINTER, examples: ['/summary'] });
const Options = Type.Object({ ignore: Type.Optional(Type.Array(Pointer, { maxItems: 100 })) }, CLOSED);

/**
 * Measures which share of the leaves of the expected JSON and of the answer's is equal. A leaf is a string, a number, a
 * boolean, null, or an object or list without anything in it; lists are compared by position. The expected value is the row's
 * `json`, else its `answer` where that is JSON.
 */
export const jsonDiff: ScorerKind<typeof Options> = {
  name: 'json-diff',
  version: 'v1',
  options: Options,
  make: ({ ignore = [] }) => {
    const ignored = new Set(ignore);
    return ({ answer, expected }) => {
      const wanted = wantedIn(expected);
      if (wanted === undefined) return null;
      const given = parsedJson(answer);
      if (given === undefined) return { score: 0, label: 'no-json', explanation: 'the answer is no JSON' };
      const { equal, leaves, paths } = compareJson(wanted, given, ignored);
      if (leaves === 0) return null;
      if (equal === leaves) return { score: 1, label: 'equal', explanation: `all of ${leaves} leaves` };
      return {
        score: equal / leaves,
        label: 'different',
        explanation: `${equal} of ${leaves} leaves; not ${paths.join(', ')}`,
      };
    };
  },
};

function wantedIn({ json, answer }: Expected): unknown {
  if (json !== undefined) return json;
  return answer === undefined ? undefined : parsedJson(answer);
}
