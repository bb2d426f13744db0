import { type Rate, wilson } from './interval';

/** How findings compare with the truth. */
export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** What of the findings is right, what of the truth is found, and both in one figure. */
export interface Classification {
  readonly precision: Rate;
  readonly recall: Rate;
  /** The harmonic mean of both. */
  readonly f1: Rate;
}

/**
 * Precision, recall and F1 with intervals of 95 %. F1 is 2J / (1 + J), where J is the share of true positives among all
 * that is found or to be found; its interval is the Wilson interval of J, put through the same formula (the indirect
 * method of Lam, Gopal and Qian, arXiv:2309.14621).
 */
export function classification({ truePositives, falsePositives, falseNegatives }: Counts): Classification {
  const jaccard = wilson(truePositives, truePositives + falsePositives + falseNegatives);
  return {
    precision: wilson(truePositives, truePositives + falsePositives),
    recall: wilson(truePositives, truePositives + falseNegatives),
    f1: { rate: f1Of(jaccard.rate), low: f1Of(jaccard.low), high: f1Of(jaccard.high) },
  };
}

function f1Of(jaccard: number): number {
  return (2 * jaccard) / (1 + jaccard);
}
