import type { Scorer } from '../scorer';
import { chrf } from './chrf';
import { tokenF1 } from './token-f1';

/**
 * Measures how much of the wording of the row's answer the answer has, by chrF: parts of words count, so it fits every
 * language. Does not measure meaning: the right answer in other words scores low, and one wrong number costs little.
 */
export const similarity = likeness('similarity', chrf);

/** Measures the same by whole words, by the token F1 of SQuAD. It fits short answers in languages that part words by spaces. */
export const tokenOverlap = likeness('token-f1', tokenF1);

function likeness(name: string, measure: (answer: string, reference: string) => number): Scorer {
  return {
    name,
    version: 'v1',
    score({ answer, expected }) {
      if (expected.answer === undefined) return null;
      const score = measure(answer, expected.answer);
      return { score, label: 'measured', explanation: `${name} ${score.toFixed(3)} against the expected answer` };
    },
  };
}
