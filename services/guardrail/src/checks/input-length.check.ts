import { type Check, type InputSubject, textsOf } from './check';

/** Finds requests whose texts are longer in all than the policy's `maxCharacters`. */
export const inputLength: Check<InputSubject> = {
  name: 'input-length',
  run(subject, { maxCharacters }) {
    const length = textsOf(subject).reduce((sum, text) => sum + text.length, 0);
    return length > Number(maxCharacters) ? { reason: 'input_too_long' } : null;
  },
};
