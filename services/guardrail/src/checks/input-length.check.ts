import type { Check, CheckOptions, InputSubject } from './check';
import { textsOf } from './subject-texts';

/** Finds requests whose texts are longer in all than the policy's `maxCharacters`. */
export const inputLength: Check<InputSubject> = {
  name: 'input-length',
  run(subject, options) {
    const limit = maxCharacters(options);
    const length = textsOf(subject).reduce((sum, text) => sum + text.length, 0);
    return length > limit ? { reason: 'input_too_long' } : null;
  },
};

function maxCharacters({ maxCharacters: limit, ...rest }: CheckOptions): number {
  const isLimit = typeof limit === 'number' && Number.isInteger(limit) && limit > 0;
  if (isLimit && Object.keys(rest).length === 0) return limit;
  throw new Error('check input-length needs the option maxCharacters, a positive integer, and no other');
}
