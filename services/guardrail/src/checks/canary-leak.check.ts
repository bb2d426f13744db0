import { type Check, type OutputSubject } from './check';
import { foldedText } from './folded-text';

/** Finds the request's secret mark in the answer: the model has told its prompt. Case and separators don't hide it. */
export const canaryLeak: Check<OutputSubject> = {
  name: 'canary-leak',
  run({ answer, canary }) {
    return bare(answer).includes(bare(canary)) ? { reason: 'prompt_leaked' } : null;
  },
};

function bare(text: string): string {
  return foldedText(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
