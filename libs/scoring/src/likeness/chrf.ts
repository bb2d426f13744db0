import { sharedCount } from './shared-count';

const LONGEST_NGRAM = 6;
// Recall counts twice as much as precision.
const BETA_SQUARED = 4;

/**
 * chrF of an answer against a reference, 0 to 1: the F-score, with beta 2, of the n-grams of 1 to 6 characters that both have,
 * white space left out (Popović 2015, https://aclanthology.org/W15-3049). Precision and recall are means over the orders that
 * both texts are long enough for, as sacrebleu 2.6.0 computes them for a sentence. Characters are UTF-16 code units.
 */
export function chrf(answer: string, reference: string): number {
  const [given, wanted] = [answer.replace(/\s+/g, ''), reference.replace(/\s+/g, '')];
  const orders = Math.min(LONGEST_NGRAM, given.length, wanted.length);
  // Sums of all orders; divided last, so that equal texts score 1 and not a rounding less.
  let [precision, recall] = [0, 0];
  for (let order = 1; order <= orders; order += 1) {
    const matches = sharedCount(ngramsOf(given, order), ngramsOf(wanted, order));
    precision += matches / (given.length - order + 1);
    recall += matches / (wanted.length - order + 1);
  }
  const denominator = BETA_SQUARED * precision + recall;
  return denominator === 0 ? 0 : ((1 + BETA_SQUARED) * precision * recall) / denominator / orders;
}

function* ngramsOf(text: string, order: number): Generator<string> {
  for (let start = 0; start + order <= text.length; start += 1) yield text.slice(start, start + order);
}
