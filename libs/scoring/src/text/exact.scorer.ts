import { Type } from '@sinclair/typebox';
import { CLOSED, type ScorerKind } from '../scorer-kind';
import { composed } from './composed';

const Options = Type.Object({ ignoreCase: Type.Optional(Type.Boolean()) }, CLOSED);

/** Measures whether the answer is the expected one, but for white space around both and how Unicode composes letters. */
export const exact: ScorerKind<typeof Options> = {
  name: 'exact',
  version: 'v1',
  options: Options,
  make: ({ ignoreCase = false }) => {
    const written = (text: string) => composed(ignoreCase ? text.toLowerCase() : text).trim();
    return ({ answer, expected }) => {
      if (expected.answer === undefined) return null;
      return written(answer) === written(expected.answer)
        ? { score: 1, label: 'same', explanation: 'the answer is the expected one' }
        : { score: 0, label: 'different', explanation: 'the answer is not the expected one' };
    };
  },
};
