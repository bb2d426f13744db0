import type { Scored } from '../found';
import { probability } from '../model/linear-model';
import type { Reading } from '../reading/reading';
import { LANGUAGE } from '../thresholds';
import { LANGUAGES } from './languages';
import { Likelihoods } from './likelihoods';
import { writtenWords } from './written-words';

// Fewer words are a name, a title or a greeting that several languages share.
const FEWEST_WORDS = 3;
// Logarithms of odds. What half a text of each of two languages leaves is not enough for either.
const DOUBT = 12;
const SPREAD = 4;
const MIXED = 0.1;
// Below 1, so that a policy may let any language pass in documents.
const MOST = 0.9999;

const UNDECIDED: Scored = { score: 0, found: [] };

/**
 * How much likelier another language is for a text than each of those given. Short texts, names, code and texts of two
 * languages are undecided, with a score near 0.
 *
 * @param allowed codes of {@link LANGUAGES}
 */
export function findOtherLanguage({ views: [view] }: Reading, allowed: readonly string[]): Scored {
  if (!view) return UNDECIDED;
  const likelihoods = new Likelihoods();
  for (const word of writtenWords(view.text)) likelihoods.add(word);
  if (likelihoods.words < FEWEST_WORDS) return UNDECIDED;
  const all = likelihoods.all();
  const isAllowed = LANGUAGES.map((language) => allowed.includes(language));
  const best = Math.max(...all.filter((_, index) => isAllowed[index]));
  const other = all.reduce(
    (likeliest, value, index) => (!isAllowed[index] && value > (all[likeliest] ?? -Infinity) ? index : likeliest),
    -1,
  );
  const margin = (all[other] ?? -Infinity) - best - MIXED * likelihoods.evidence;
  const score = Math.min(MOST, probability((margin - DOUBT) / SPREAD));
  if (score < LANGUAGE.judge) return { score, found: [] };
  const type = `LANGUAGE_${LANGUAGES[other]?.toUpperCase()}`;
  return { score, found: [{ type, ...view.origin({ start: 0, end: view.text.length }) }] };
}
