import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import type { PromptScorer } from '@gauntlet/scoring';
import { scoreAll, subjectOfReleased } from '@gauntlet/scoring/release';
import { type Call, type CallPlace, placeOf } from './call';

/**
 * The metric that every run has, unless an evaluator has this name: 1 for an answer of a model, 0 for one that was blocked or
 * canned. Without it a candidate that answers less would be judged by the easy rows that are left to it.
 */
export const ANSWERED = 'answered';

/** What came of a call, as far as it is scored or reported. */
export interface GivenAnswer extends CallPlace {
  readonly requestId: string;
  readonly outcome: ResponseReleasedV1['facts']['outcome'];
  /** Stable code; null for a plain answer. */
  readonly reason: string | null;
  readonly flags: readonly string[];
  readonly answer: string;
  /** 0 to 1, by the name of the evaluator; null where it had nothing to measure. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** Evaluators that failed: their score is missing, and is no 0. */
  readonly failed: readonly string[];
  /** `provider/model` that answered; null when none did. */
  readonly model: string | null;
  readonly finishReason: string | null;
  /** True for an answer of an earlier run, which cost nothing now. */
  readonly reused?: boolean;
  /** US dollars of all attempts; null when the price of one is not known. */
  readonly costUsd: number | null;
  /** From the beginning of the first stage to the end of the last one. */
  readonly latencyMs: number;
}

/** The answer in a released event, with its scores. */
export function givenAnswer(call: Call, released: ResponseReleasedV1, scorers: readonly PromptScorer[]): GivenAnswer {
  const { facts, content } = released;
  const { request, outcome, reason, flags, completion, trail } = facts;
  const isAnswered = completion !== null && completion.source !== 'canned';
  return {
    ...placeOf(call),
    requestId: request.id,
    outcome,
    reason,
    flags,
    answer: content.answer,
    ...scored(call, released, scorers),
    model: isAnswered ? `${completion.provider}/${completion.model}` : null,
    finishReason: completion?.finishReason ?? null,
    costUsd: costOf(trail.attempts),
    latencyMs: latencyOf(trail.stages),
  };
}

function scored(
  { row: { context, expected } }: Call,
  released: ResponseReleasedV1,
  scorers: readonly PromptScorer[],
): Pick<GivenAnswer, 'scores' | 'failed'> {
  const subject = subjectOfReleased(released, { context, expected });
  const results = scorers.flatMap(({ name, scorer }) => scoreAll([scorer], subject).map((said) => ({ name, ...said })));
  // Where a question is to be declined, a block may be right; refusal-correctness tells.
  const answered = expected.refusal === true ? null : Number(released.facts.outcome === 'answered');
  return {
    scores: {
      [ANSWERED]: answered,
      ...Object.fromEntries(results.map(({ name, score }) => [name, score?.score ?? null])),
    },
    failed: results.filter(({ error }) => error !== undefined).map(({ name }) => name),
  };
}

type Trail = ResponseReleasedV1['facts']['trail'];

/** US dollars of all attempts; null when the price of one is not known. */
export function costOf(attempts: Trail['attempts']): number | null {
  const made = attempts.filter((attempt) => attempt.outcome !== 'skipped');
  const costs = made.map(({ usage, maybeBilled }) => (usage ? usage.costUsd : maybeBilled ? null : 0));
  return costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}

function latencyOf(stages: Trail['stages']): number {
  const begins = stages.map(({ startedAt }) => Date.parse(startedAt));
  const ends = stages.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs);
  return stages.length === 0 ? 0 : Math.max(...ends) - Math.min(...begins);
}
