import type { Score, Scorer } from './scorer';
import type { Subject } from './subject';

/** What came of one scorer: a score, nothing to measure (`score` is null), or the error that makes it a missing value. */
export interface ScorerResult {
  readonly scorer: Pick<Scorer, 'name' | 'version'>;
  readonly score: Score | null;
  /** Its message may quote the answer. */
  readonly error?: unknown;
}

/** Asks every scorer; one that throws, or gives a number outside 0 to 1, costs none of the others its score. */
export function scoreAll(scorers: readonly Scorer[], subject: Subject): ScorerResult[] {
  return scorers.map((scorer) => {
    try {
      return { scorer, score: checked(scorer, scorer.score(subject)) };
    } catch (error) {
      return { scorer, score: null, error };
    }
  });
}

function checked({ name }: Scorer, score: Score | null): Score | null {
  if (score === null || (score.score >= 0 && score.score <= 1)) return score;
  throw new RangeError(`the scorer ${name} gave ${score.score}; a score is a number from 0 to 1`);
}
