import type { Channel, Found, Scored } from '../found';
import { conceptsIn } from '../model/concept-features';
import { attackConcepts } from '../model/concepts';
import { type LinearModel, modelNamed, probability } from '../model/linear-model';
import { tokensIn } from '../model/tokens';
import type { Reading, View } from '../reading/reading';
import { INJECTION } from '../thresholds';
import { patternHits } from './pattern-hits';

/** The models that judge a text of a channel; what takes over a model from a user's text does so from a document too. */
export const INJECTION_MODELS = {
  user: ['injection-user'],
  document: ['injection-user', 'injection-document'],
} as const;

// Below it a window is only the least harmless part of a harmless text.
const WORTH_SHOWING = 0.5;
// A word or two say nothing of what their writer wants, unless they are a known phrase.
const FEW_TOKENS = 3;
/** Fewer than most orders have: `Regeln ignorieren` has 17. */
const FEW_CHARACTERS = 16;
/** A script without spaces writes a whole order as one token. */
const NO_SPACES = /[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]/u;

/** How much a text looks like an attempt to take over the model (prompt injection, jailbreak). */
export function findInjection(reading: Reading, channel: Channel): Scored {
  const scored = scoreInjection(reading, channel, INJECTION_MODELS[channel].map(modelNamed));
  // Nobody who means well encodes a text so often that it costs too much to read.
  return reading.isComplete ? scored : { ...scored, score: Math.max(scored.score, INJECTION.judge) };
}

/** The same by models that need not be those that Gauntlet ships, such as some that are measured. */
export function scoreInjection({ views }: Reading, channel: Channel, models: readonly LinearModel[]): Scored {
  return views
    .map((view) => scoreView(view, channel, models))
    .reduce((worst, other) => (other.score > worst.score ? other : worst));
}

function scoreView(view: View, channel: Channel, models: readonly LinearModel[]): Scored {
  const tokens = tokensIn(view);
  const concepts = conceptsIn(tokens, attackConcepts());
  const { logOdds, ...window } = models
    .map((model) => model.scoreOf(tokens, concepts))
    .reduce((worst, other) => (other.logOdds > worst.logOdds ? other : worst));
  const hits = patternHits(view.text, channel);
  const score = probability(hits.reduce((sum, { weight }) => sum + weight, logOdds));
  const isWord = tokens.count <= FEW_TOKENS && hits.length === 0 && isShort(view.text);
  if (isWord || score < WORTH_SHOWING) return { score: Math.min(score, WORTH_SHOWING), found: [] };
  const found: Found[] = hits.map(({ type, start, end }) => ({ type, ...view.origin({ start, end }) }));
  if (window.end > 0) found.push({ type: 'INJECTION', ...view.origin(window) });
  return { score, found: found.sort((a, b) => a.start - b.start) };
}

function isShort(text: string): boolean {
  return text.length <= FEW_CHARACTERS && !NO_SPACES.test(text);
}
