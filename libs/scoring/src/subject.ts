import type { Expected } from '@gauntlet/artefacts';
import type { ChatMessage, CompletionFacts, Flag, Outcome, ResponseReleasedV1, Verdict } from '@gauntlet/contracts';

/** An answer with all that scorers look at: what was asked, what came of it, and what a row expects. */
export interface Subject {
  readonly question: string;
  /** As the model got them; empty where no prompt was rendered. */
  readonly messages: readonly ChatMessage[];
  /** Texts that support the answer and stand in no message; a row gives them. */
  readonly context: readonly string[];
  readonly answer: string;
  readonly outcome: Outcome;
  /** Stable code; null for a plain answer. */
  readonly reason: string | null;
  readonly flags: readonly Flag[];
  /** Null when no model was asked, or when nobody knows. */
  readonly completion: CompletionFacts | null;
  readonly verdicts: readonly Verdict[];
  /** Empty for live traffic, of which nobody knows what was expected. */
  readonly expected: Expected;
}

/** A released event as scorers see it; live traffic has no row. */
export function subjectOfReleased({ facts, content }: ResponseReleasedV1, row: RowPart = NO_ROW): Subject {
  const { outcome, reason, flags, completion, trail } = facts;
  const { input: question, messages, answer } = content;
  return { question, messages, answer, outcome, reason, flags, completion, verdicts: trail.verdicts, ...row };
}

/** An answer from anywhere, of which nobody knows how its request went. */
export interface GivenAnswer extends RowPart, Pick<Subject, 'question' | 'messages' | 'answer' | 'outcome'> {}

/** An answer from a file as scorers see it. */
export function subjectOfAnswer(given: GivenAnswer): Subject {
  return { ...given, reason: null, flags: [], completion: null, verdicts: [] };
}

/** What a row of a dataset adds to an answer. */
export type RowPart = Pick<Subject, 'context' | 'expected'>;

const NO_ROW: RowPart = { context: [], expected: {} };
