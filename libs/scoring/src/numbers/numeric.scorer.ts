import { Type } from '@sinclair/typebox';
import { CLOSED, type ScorerKind } from '../scorer-kind';
import { numbersIn } from './numbers-in';

const Tolerance = Type.Optional(Type.Number({ minimum: 0 }));
const Options = Type.Object({ absolute: Tolerance, relative: Tolerance }, CLOSED);

/** What decimals lose when they are read; no author means to forbid it. */
const ROUNDING = 1e-12;

/**
 * Measures whether a number of the answer is within the larger of both tolerances of the row's `number`; `relative` is a share
 * of it, so 0.01 means 1 %. Looks at the nearest number, whatever else the answer says.
 */
export const numeric: ScorerKind<typeof Options> = {
  name: 'numeric',
  version: 'v1',
  options: Options,
  make: ({ absolute = 0, relative = 0 }) => {
    return ({ answer, expected: { number: wanted } }) => {
      if (wanted === undefined) return null;
      const numbers = numbersIn(answer);
      if (numbers.length === 0) return { score: 0, label: 'no-number', explanation: 'the answer has no number' };
      const distance = numbers.reduce((least, number) => Math.min(least, Math.abs(number - wanted)), Infinity);
      const tolerance = Math.max(absolute, Math.max(relative, ROUNDING) * Math.abs(wanted));
      const explanation = `the nearest of ${numbers.length} numbers is ${distance} from ${wanted}`;
      return distance <= tolerance
        ? { score: 1, label: 'within', explanation }
        : { score: 0, label: 'outside', explanation };
    };
  },
};
