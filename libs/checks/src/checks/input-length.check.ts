import { type FindingCheck, type InputSubject, textsOf } from './check';

/** Finds requests whose texts are longer in all than the policy's `maxCharacters`. */
export const inputLength: FindingCheck<InputSubject> = {
  name: 'input-length',
  run(subject, { options: { maxCharacters } }) {
    const length = textsOf(subject).reduce((sum, { text }) => sum + text.length, 0);
    return length > Number(maxCharacters) ? { reason: 'input_too_long' } : null;
  },
};
