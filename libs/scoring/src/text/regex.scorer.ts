import { Type } from '@sinclair/typebox';
import { linearPattern } from '@gauntlet/artefacts';
import { CLOSED, OptionError, type ScorerKind } from '../scorer-kind';

const Options = Type.Object({ pattern: Type.Optional(Type.String({ minLength: 1 })) }, CLOSED);

/**
 * Measures whether the pattern of the prompt, and the one of the row, are found in the answer. They are matched in the time
 * of the answer's length, so look-ahead and back-references are refused.
 */
export const regex: ScorerKind<typeof Options> = {
  name: 'regex',
  version: 'v1',
  options: Options,
  make: ({ pattern }) => {
    const own = pattern === undefined ? [] : [compiled(pattern)];
    return ({ answer, expected }) => {
      const patterns = expected.regex === undefined ? own : [...own, linearPattern(expected.regex)];
      if (patterns.length === 0) return null;
      return patterns.every((one) => one.test(answer))
        ? { score: 1, label: 'match', explanation: 'the pattern is found' }
        : { score: 0, label: 'no-match', explanation: 'the pattern is not found' };
    };
  },
};

function compiled(pattern: string) {
  try {
    return linearPattern(pattern);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable';
    throw new OptionError('pattern', `is no pattern that RE2 can match: ${why}`, cause);
  }
}
