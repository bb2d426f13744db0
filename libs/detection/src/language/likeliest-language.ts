import type { Reading } from '../reading/reading';
import { LANGUAGES } from './languages';
import { Likelihoods } from './likelihoods';
import { writtenWords } from './written-words';

// Fewer words are a name, a title or a greeting that several languages share.
const FEWEST_WORDS = 3;
// Logarithm of odds: below 20 to 1 over the next likely language nobody would bet on it.
const SURE = 3;

/**
 * The language that a text is most likely in, by its code in `LANGUAGES`; null for short texts, names, code, and where two
 * languages are about as likely. Good enough to group texts, and no ground to refuse one: that is `findOtherLanguage`.
 */
export function likeliestLanguage({ views: [view] }: Reading): string | null {
  const likelihoods = new Likelihoods();
  for (const word of writtenWords(view?.text ?? '')) likelihoods.add(word);
  if (likelihoods.words < FEWEST_WORDS) return null;
  const [best, next] = likelihoods
    .all()
    .map((value, index) => ({ value, language: LANGUAGES[index] ?? null }))
    .sort((one, other) => other.value - one.value);
  return best && next && best.value - next.value >= SURE ? best.language : null;
}
