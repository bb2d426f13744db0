import type { PolicySide } from '@gauntlet/artefacts';
import type { Channel } from '@gauntlet/detection';
import { highestRefused, mostSuccesses, upperBound } from '@gauntlet/statistics';
import { type HarmlessScores, STEPS } from './harmless-scores';
import type { Measured } from './row-check';

/** With fewer scores than these the place between them where a threshold should stand is anybody's guess. */
export const LEAST_SCORES = 20;
/** When more of the rows are found already, they are no harmless traffic. */
const MOST_FOUND = 0.5;

/** A threshold, and what of the harmless texts reaches it. */
export interface Threshold {
  /** The lowest score that counts, in steps of 0.0001. */
  readonly from: number;
  /** How many rows. */
  readonly reached: number;
  /** The true share is below this one with a confidence of 95 % (Clopper-Pearson, one-sided). */
  readonly upperBound: number;
}

/** The shares of harmless texts that may be found and doubted, and how many different texts it takes to show the first. */
export interface Budget {
  readonly fpr: number;
  readonly judged: number;
  readonly needed: number;
}

/** Why texts show no threshold. */
export type Problem = 'too_few_texts' | 'too_few_scores' | 'mostly_found' | 'highest_scores';

/** What harmless texts of one check, side and channel show. */
export interface Proposal {
  readonly check: Measured;
  readonly side: PolicySide;
  readonly channel: Channel;
  readonly rows: number;
  /** Different ones, as counted by {@link HarmlessScores}. */
  readonly texts: number;
  readonly differentScores: number;
  /** The tenant of all rows; null when there are several, or rows that name none. */
  readonly onlyTenant: string | null;
  /** The threshold to block from that is in force. */
  readonly present: Threshold;
  /** Where the first rows stand that reach it. */
  readonly presentAt: readonly string[];
  readonly problem: Problem | null;
  /** Null, as is `judge`, when there is a problem. */
  readonly block: Threshold | null;
  readonly judge: Threshold | null;
}

/** The thresholds that harmless texts show to keep the budget, or why they show none. */
export function proposalOf(
  scores: HarmlessScores,
  budget: Budget,
): Omit<Proposal, keyof Pick<Proposal, 'check' | 'side' | 'channel'>> {
  const { ofRows, ofTexts, differentScores, onlyTenant, foundAt: presentAt } = scores;
  const present = reaching(scores.present, scores);
  const [block, judge] = [keeping(budget.fpr, scores), keeping(budget.judged, scores)];
  const shown = { rows: ofRows.length, texts: ofTexts.length, differentScores, onlyTenant, present, presentAt };
  const problem = problemOf(shown, budget.needed);
  if (problem || !block || !judge) return { ...shown, problem: problem ?? 'highest_scores', block: null, judge: null };
  // A budget of everything is kept by any threshold, also by one above that to block from.
  return { ...shown, problem, block, judge: judge.from > block.from ? block : judge };
}

function problemOf(
  { rows, texts, differentScores, present }: Pick<Proposal, 'rows' | 'texts' | 'differentScores' | 'present'>,
  needed: number,
): Problem | null {
  if (texts < needed) return 'too_few_texts';
  if (present.reached > rows * MOST_FOUND) return 'mostly_found';
  return differentScores < LEAST_SCORES ? 'too_few_scores' : null;
}

/** A text that many rows repeat counts once for how sure the share is, and with each row for how large it is. */
function keeping(budget: number, scores: HarmlessScores): Threshold | null {
  const [ofRows, ofTexts] = [scores.ofRows, scores.ofTexts].map((some) => thresholdWithin(budget, some));
  return ofRows && ofTexts ? reaching(Math.max(ofRows.from, ofTexts.from), scores) : null;
}

function reaching(from: number, { ofRows, ofTexts }: HarmlessScores): Threshold {
  const [rows, texts] = [reachedOf(from, ofRows), reachedOf(from, ofTexts)];
  return { from, reached: rows.reached, upperBound: Math.max(rows.upperBound, texts.upperBound) };
}

/**
 * The lowest threshold below 1 of which harmless texts show that it keeps a budget: the upper bound of the share that reaches
 * it is within `budget`. Null when there are too few texts to show it, or when too many of them have the highest scores.
 */
export function thresholdWithin(budget: number, harmless: readonly number[]): Threshold | null {
  const most = mostSuccesses(harmless.length, budget);
  if (most < 0) return null;
  const from = Math.max(0, Math.floor(highestRefused(harmless, most) * STEPS + 1) / STEPS);
  return from < 1 ? reachedOf(from, harmless) : null;
}

function reachedOf(from: number, harmless: readonly number[]): Threshold {
  const reached = harmless.filter((score) => score >= from).length;
  return { from, reached, upperBound: upperBound(reached, harmless.length) };
}
