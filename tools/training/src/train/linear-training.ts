import { bestWindow, BUCKET_BITS, type Features, sumsOf } from '@gauntlet/detection/model';
import { SeededRandom } from '@gauntlet/statistics';
import type { ModelName } from './corpora';
import type { Sample } from './sample';

/** Weights before they are rounded to bytes. */
export interface Trained {
  readonly values: Float64Array;
  readonly bias: number;
}

/** How a model is trained; `docs/adr` says what was tried. */
export interface TrainingOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** What all harmless texts weigh together, compared with all others. */
  readonly harmlessWeight: number;
  readonly seed: number;
  /** How many times the texts are learnt, each time in another order. */
  readonly runs: number;
}

const USUAL: TrainingOptions = { epochs: 3, rate: 0.1, decay: 2e-5, harmlessWeight: 2, seed: 7, runs: 1 };

export const TRAINING: Readonly<Record<ModelName, TrainingOptions>> = {
  'injection-user': { ...USUAL, runs: 3 },
  'injection-document': { ...USUAL, epochs: 15, rate: 0.4, decay: 1e-5, runs: 3 },
  toxicity: USUAL,
};
// A text that is judged with more certainty has nothing to teach; to skip it halves the time.
const NEGLIGIBLE = 0.01;

/**
 * Logistic regression by AdaGrad (Duchi et al., 2011) on the best window of each text, so that training and detection
 * mean the same: what counts is whether any part of the text is an attack. The weights are the mean of several runs, each
 * with the texts in another order, so that less of a score is chance.
 */
export function trainLinear(samples: readonly Sample[], options: TrainingOptions): Trained {
  const weights = weightsOf(samples, options.harmlessWeight);
  const random = new SeededRandom(options.seed);
  const mean = { values: new Float64Array(2 ** BUCKET_BITS), bias: 0 };
  for (let run = 0; run < options.runs; run += 1) {
    const { values, bias } = trainOnce(samples, weights, options, random);
    values.forEach((value, bucket) => (mean.values[bucket] = (mean.values[bucket] as number) + value / options.runs));
    mean.bias += bias / options.runs;
  }
  return mean;
}

function trainOnce(
  samples: readonly Sample[],
  weights: Float64Array,
  options: TrainingOptions,
  random: SeededRandom,
): Trained {
  const learner = new Learner(options);
  const order = samples.map((_, index) => index);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) learner.learn(samples[index] as Sample, weights[index] as number);
  }
  return learner;
}

/** The log odds that a model gives a text. */
export function logOdds({ values, bias }: Trained, features: Features): number {
  return bias + bestWindow(sumsOf(values, features, new Float64Array(features.tokens + 1)), features).value;
}

class Learner implements Trained {
  readonly values = new Float64Array(2 ** BUCKET_BITS);
  bias = 0;
  private readonly squares = new Float64Array(2 ** BUCKET_BITS).fill(1e-3);
  private biasSquares = 1;

  constructor(private readonly options: TrainingOptions) {}

  learn({ features, label }: Sample, weight: number): void {
    const { value, from, to } = bestWindow(
      sumsOf(this.values, features, new Float64Array(features.tokens + 1)),
      features,
    );
    const error = 1 / (1 + Math.exp(-this.bias - value)) - label;
    if (Math.abs(error) < NEGLIGIBLE) return;
    const [begin = 0, end = 0] = [features.first[from], features.first[to]];
    if (begin === end) return;
    this.step(features.buckets.subarray(begin, end), (error * weight) / Math.sqrt(end - begin));
    this.biasSquares += (error * weight) ** 2;
    this.bias -= (this.options.rate * error * weight) / Math.sqrt(this.biasSquares);
  }

  private step(buckets: Uint32Array, gradient: number): void {
    const { rate, decay } = this.options;
    for (const bucket of buckets) {
      const value = this.values[bucket] as number;
      const slope = gradient + decay * value;
      const squares = (this.squares[bucket] as number) + slope * slope;
      this.squares[bucket] = squares;
      this.values[bucket] = value - (rate * slope) / Math.sqrt(squares);
    }
  }
}

/** A source weighs as the root of its size, so that no file dominates; then both labels are brought to their share. */
function weightsOf(samples: readonly Sample[], harmlessWeight: number): Float64Array {
  const key = ({ source, label }: Sample) => `${label} ${source}`;
  const sizes = new Map<string, number>();
  for (const sample of samples) sizes.set(key(sample), (sizes.get(key(sample)) ?? 0) + 1);
  const weights = Float64Array.from(samples, (sample) => 1 / Math.sqrt(sizes.get(key(sample)) ?? 1));
  const totals = [0, 0];
  samples.forEach(({ label }, index) => (totals[label] = (totals[label] ?? 0) + (weights[index] ?? 0)));
  const shares = [harmlessWeight, 1].map((share) => (share * samples.length) / (1 + harmlessWeight));
  return weights.map((weight, index) => {
    const label = samples[index]?.label ?? 0;
    return (weight * (shares[label] ?? 0)) / (totals[label] ?? 1);
  });
}

function shuffle(list: number[], random: SeededRandom): void {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [list[last], list[other]] = [list[other] as number, list[last] as number];
  }
}
