import { quantile } from '@gauntlet/statistics';

/** A text's log odds by a model that did not see it. */
export interface Judged {
  readonly logOdds: number;
  readonly label: 0 | 1;
}

/** Platt's scaling: `slope * logOdds + offset` are log odds that can be believed. */
export interface Scaling {
  readonly slope: number;
  readonly offset: number;
}

// The score that harmless texts of sources unknown to the model reach in this share of all cases.
const ANCHOR = 0.9;
const FALSE_POSITIVES = 0.005;
const STEPS = 30;
// Keeps the step small where nearly all texts are judged with certainty.
const RIDGE = 1e-4;

/** Fits the scaling (Platt, 1999) by Newton's method; both labels weigh the same. */
export function fitScaling(judged: readonly Judged[]): Scaling {
  // From here Newton's steps do not overshoot.
  let scaling: Scaling = { slope: 0, offset: 0 };
  for (let step = 0; step < STEPS; step += 1) scaling = improved(scaling, judged);
  return scaling;
}

/** The scaling moved so that the same score means the same rate of false positives, whichever model gives it. */
export function anchored({ slope }: Scaling, harmless: readonly number[]): Scaling {
  const limit = quantile(harmless, 1 - FALSE_POSITIVES);
  return { slope, offset: Math.log(ANCHOR / (1 - ANCHOR)) - slope * limit };
}

function improved({ slope, offset }: Scaling, judged: readonly Judged[]): Scaling {
  const positives = judged.filter(({ label }) => label === 1).length;
  const share = [1 / (2 * (judged.length - positives)), 1 / (2 * positives)];
  let [bySlope, byOffset, slope2, offset2, both] = [0, 0, RIDGE, RIDGE, 0];
  for (const { logOdds, label } of judged) {
    const probability = 1 / (1 + Math.exp(-slope * logOdds - offset));
    const weight = share[label] ?? 0;
    const error = (probability - label) * weight;
    const curve = probability * (1 - probability) * weight;
    bySlope += error * logOdds;
    byOffset += error;
    slope2 += curve * logOdds ** 2;
    offset2 += curve;
    both += curve * logOdds;
  }
  const determinant = slope2 * offset2 - both ** 2;
  return {
    slope: slope - (offset2 * bySlope - both * byOffset) / determinant,
    offset: offset - (slope2 * byOffset - both * bySlope) / determinant,
  };
}
