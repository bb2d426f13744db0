import type { ResponseReleasedV1 } from './events/response-released.v1';
import type { ArtefactRef, ModelRef, Pin } from './parts/pin';
import type { RequestFacts } from './parts/request';
import type { Attempt } from './parts/trail';
import type { Usage } from './parts/usage';

/**
 * The prompt version that backups of a pin are asked with instead of the pin's own. Undefined when there is none: no
 * backup names one, or it is the version that this request's pin has anyway.
 */
export function backupPrompt({ prompt, backups }: Pin): ArtefactRef | undefined {
  const named = backups.find((backup) => backup.prompt)?.prompt;
  return named?.hash === prompt.hash ? undefined : named;
}

/** The prompt version that an answer came from, and its messages were rendered from: the pin's, or that of a backup. */
export function answeringPrompt(facts: { readonly request: RequestFacts; readonly prompt?: ArtefactRef }): ArtefactRef {
  return facts.prompt ?? facts.request.pin.prompt;
}

/** What an attempt asked: the model and parameters of its rung. Undefined for a rung that the pin doesn't have. */
export function askedModel({ model, backups }: Pin, { rung }: { readonly rung: number }): ModelRef | undefined {
  return rung === 0 ? model : backups[rung - 1];
}

/** What a request used in all; null, never 0, where a part of it is unknown. */
export interface PaidUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars. */
  readonly costUsd: number | null;
}

type Paid = Pick<ResponseReleasedV1['facts'], 'trail' | 'releasedBy' | 'reason'>;

const GIVEN_UP: ReadonlySet<string> = new Set([
  'ingress: deadline_exceeded',
  'model-invoker: deadline_exceeded',
  'model-invoker: dead_lettered',
]);
const NOTHING: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
const UNKNOWN: PaidUsage = { inputTokens: null, outputTokens: null, costUsd: null };

/**
 * Sums over every call that was paid, also one whose completion was thrown away. A call whose spending is unknown makes
 * all sums null, and an unknown price the cost; no paid call costs 0. Two give the canned answer without knowing of the
 * attempts that may be under way or paid: ingress at the deadline, and model-invoker when it gives an event up.
 */
export function paidUsage({ trail, releasedBy, reason }: Paid): PaidUsage {
  if (GIVEN_UP.has(`${releasedBy}: ${reason}`)) return UNKNOWN;
  return trail.attempts.some(isUnknown) ? UNKNOWN : knownUsage(trail.attempts);
}

/** The part of {@link paidUsage} that is known: the least that was used. */
export function knownUsage(attempts: readonly Attempt[]): Usage {
  return attempts
    .flatMap((attempt) => (attempt.outcome !== 'skipped' && attempt.usage ? [attempt.usage] : []))
    .reduce(plus, NOTHING);
}

// A cut call has two: the one of its first owner, who died, may have been paid too. Whoever holds a call is paying for it.
function isUnknown(attempt: Attempt): boolean {
  if (attempt.cut) return true;
  if (attempt.outcome === 'skipped') return attempt.errorCode === 'held_elsewhere';
  const { usage, outcome, maybeBilled = false } = attempt;
  return usage === null && (outcome === 'succeeded' || maybeBilled);
}

function plus(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}
