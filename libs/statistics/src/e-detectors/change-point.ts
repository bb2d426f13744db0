/** What the values of one step add up to. */
export interface StepTotal {
  readonly step: number;
  readonly sum: number;
  /** What the values stand for together. */
  readonly weight: number;
  /** How many values there are. */
  readonly count: number;
  /** The sum of weight × value². */
  readonly squares: number;
}

/** Where a mean fell. */
export interface ChangePoint {
  /** The first step after the change. */
  readonly step: number;
  /** Twice the logarithm of how much likelier two means are than one. */
  readonly gain: number;
  /** The same for a change at another step; 0 where the mean did not fall. */
  readonly gainAt: (step: number) => number;
}

/**
 * The step at which a mean most likely fell, once: the largest likelihood ratio of normal values with one variance (Hinkley
 * 1970; the backward reading of Page's CUSUM). Null with fewer than two steps, or where nothing falls.
 */
export function changePointOf(totals: readonly StepTotal[]): ChangePoint | null {
  const gains = gainsOf(totals);
  let best = 0;
  for (let index = 1; index < gains.length; index += 1) {
    if ((gains[index] as number) > (gains[best] as number)) best = index;
  }
  const gain = gains[best] ?? 0;
  if (gain <= 0) return null;
  const gainAt = (step: number) => gains[totals.findIndex((total) => total.step >= step)] ?? 0;
  return { step: (totals[best] as StepTotal).step, gain, gainAt };
}

function gainsOf(totals: readonly StepTotal[]): Float64Array {
  const all = totals.reduce(added, NOTHING);
  const mean = all.sum / all.weight;
  const variance = Math.max(all.squares / all.weight - mean ** 2, 1e-6);
  let [sum, weight, count] = [0, 0, 0];
  return Float64Array.from(totals, (total) => {
    const fall = sum / weight - (all.sum - sum) / (all.weight - weight);
    const gain = fall > 0 ? (fall ** 2 * ((count * (all.count - count)) / all.count)) / variance : 0;
    sum += total.sum;
    weight += total.weight;
    count += total.count;
    return gain;
  });
}

const NOTHING: StepTotal = { step: 0, sum: 0, weight: 0, count: 0, squares: 0 };

function added(a: StepTotal, b: StepTotal): StepTotal {
  return {
    step: a.step,
    sum: a.sum + b.sum,
    weight: a.weight + b.weight,
    count: a.count + b.count,
    squares: a.squares + b.squares,
  };
}
