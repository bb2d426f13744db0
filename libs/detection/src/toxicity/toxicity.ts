import type { Scored } from '../found';
import { conceptsIn } from '../model/concept-features';
import { type LinearModel, modelNamed, probability } from '../model/linear-model';
import { tokensIn } from '../model/tokens';
import type { Reading } from '../reading/reading';
import { toxicConcepts } from './toxic-features';

// Below it a window is only the least friendly part of a friendly text.
const WORTH_SHOWING = 0.5;

/** How much a text looks like hate, insult or threat. */
export function findToxicity(reading: Reading): Scored {
  return scoreToxicity(reading, modelNamed('toxicity'));
}

/** The same by a model that need not be the one that Gauntlet ships, such as one that is measured. */
export function scoreToxicity({ views }: Reading, model: LinearModel): Scored {
  const scored = views.map((view): Scored => {
    const tokens = tokensIn(view);
    const { logOdds, start, end } = model.scoreOf(tokens, conceptsIn(tokens, toxicConcepts()));
    const score = probability(logOdds);
    const shown = score >= WORTH_SHOWING && end > 0;
    return { score, found: shown ? [{ type: 'TOXIC', ...view.origin({ start, end }) }] : [] };
  });
  return scored.reduce((worst, other) => (other.score > worst.score ? other : worst));
}
