/** Scores of texts whose kind is known; a higher score means rather positive. */
export interface LabelledScores {
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/**
 * The area under the ROC curve: how likely a positive's score is above a negative's, where a tie counts half. Computed as
 * the Mann-Whitney U statistic over the number of pairs (Hanley and McNeil 1982). NaN unless there are both kinds.
 */
export function areaUnderCurve({ positives, negatives }: LabelledScores): number {
  const below = Float64Array.from(negatives).sort();
  let wins = 0;
  let less = 0;
  let notAbove = 0;
  for (const score of Float64Array.from(positives).sort()) {
    while (less < below.length && (below[less] as number) < score) less += 1;
    notAbove = Math.max(notAbove, less);
    while (notAbove < below.length && below[notAbove] === score) notAbove += 1;
    wins += (less + notAbove) / 2;
  }
  return wins / (positives.length * negatives.length);
}

/**
 * The share of positives that are found when at most `falsePositiveRate` of these negatives are. Scores that tie are all
 * found or none, so the rate may stay below its budget and is never above. NaN unless there are both kinds.
 */
export function recallAt(falsePositiveRate: number, { positives, negatives }: LabelledScores): number {
  if (negatives.length === 0) return Number.NaN;
  const limit = highestRefused(negatives, Math.floor(negatives.length * falsePositiveRate + ROUNDING));
  return positives.filter((score) => score > limit).length / positives.length;
}

// 0.29 × 100 is a little less than 29.
const ROUNDING = 1e-9;

/** The score above which at most `count` of the given ones lie; -Infinity when all may. */
export function highestRefused(scores: readonly number[], count: number): number {
  return (
    Float64Array.from(scores)
      .sort()
      .at(-1 - count) ?? Number.NEGATIVE_INFINITY
  );
}
