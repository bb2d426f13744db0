import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '@gauntlet/redaction';
import { bestWindow, sumsOf } from './best-window';
import { conceptsIn } from './concept-features';
import { attackConcepts } from './concepts';
import { totals } from './features';
import { type Buckets, type Tokens, tokensOf } from './tokens';
import { decodeWeights, type Weights } from './weights-file';

/** How likely a text is of the kind that a model looks for, and where it looks most like it. */
export interface Likelihood extends Span {
  /** The logarithm of the odds; 0 stands for one half. */
  readonly logOdds: number;
}

/** A linear model over hashed n-grams. A text is worth as much as the best of its windows. */
export class LinearModel {
  constructor(private readonly weights: Weights) {}

  score(text: string): Likelihood {
    const tokens = tokensOf(text);
    return this.scoreOf(tokens, conceptsIn(tokens, attackConcepts()));
  }

  /** The same for a text that was read already, as for another model. */
  scoreOf(tokens: Tokens, concepts: Buckets): Likelihood {
    const { values, scale, bias, slope, offset } = this.weights;
    const { count, segments, starts, ends } = tokens;
    // Whole numbers, so that a score is the same on any machine.
    const sums = sumsOf(values, concepts, sumsOf(values, tokens, new Int32Array(count + 1)));
    const { value, from, to } = bestWindow(sums, { tokens: count, first: totals(tokens, concepts), segments });
    const logOdds = slope * (bias + scale * value) + offset;
    if (to === 0) return { logOdds, start: 0, end: 0 };
    return { logOdds, start: starts[from] as number, end: ends[to - 1] as number };
  }
}

/** The models that Gauntlet ships. */
export type ModelName = 'injection-user' | 'injection-document' | 'toxicity';

const WEIGHTS = join(__dirname, '../../weights');
const models = new Map<string, LinearModel>();

/**
 * A model that Gauntlet ships, read from its file at the first call.
 *
 * @throws WeightsError for a file that does not fit this version.
 */
export function modelNamed(name: ModelName): LinearModel {
  const known = models.get(name);
  if (known) return known;
  const model = new LinearModel(decodeWeights(readFileSync(join(WEIGHTS, `${name}.bin`))));
  models.set(name, model);
  return model;
}

/** The probability that belongs to log odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
