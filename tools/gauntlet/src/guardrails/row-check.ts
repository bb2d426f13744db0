import type { Policy, PolicyCheck, PolicySide } from '@gauntlet/artefacts';
import {
  type Check,
  type CheckContext,
  type FoundAt,
  INPUT_CHECKS,
  type InputSubject,
  OUTPUT_CHECKS,
  type OutputSubject,
  Readings,
  type ScoringCheck,
  scoringOf,
  thresholdsOf,
} from '@gauntlet/checks';
import { type Channel, findPersonalData } from '@gauntlet/detection';
import type { Answer } from './evaluation';
import type { Row } from './row';
import { CheckNotInPolicyError, RowError } from './rows.errors';
import { answerIn, OWN_TEXT, requestOf } from './subject';

/** What can be measured, by the name of its check in policies. */
export const MEASURED = {
  injection: 'injection',
  pii: 'personal-data',
  secrets: 'secrets',
  toxicity: 'toxicity',
  leak: 'prompt-leak',
  topics: 'topics',
  language: 'language',
} as const;
export type Measured = keyof typeof MEASURED;

/** What they find is in a policy alone. */
export const OF_A_POLICY: readonly Measured[] = ['topics', 'language'];

/** A check to run on rows, with the options that a policy gives it; without one as its detector is shipped. */
export interface RowCheck {
  readonly measured: Measured;
  readonly policy: Policy | null;
}

interface Said {
  readonly flagged: boolean;
  readonly score: number;
  readonly found: readonly FoundAt[];
}

/**
 * Runs a check on a row as a guardrail would.
 * @throws CheckNotInPolicyError when the policy has no such check on its side; RowError for a leak of nothing.
 */
export async function answerTo(row: Row, check: RowCheck): Promise<Answer> {
  const startedAt = performance.now();
  const { flagged, score, found } = await saidOf(row, check);
  const micros = Math.round((performance.now() - startedAt) * 1_000);
  const own = found.filter(({ where }) => OWN_TEXT.includes(where));
  const spans = own.map(({ type, start, end }) => ({ type, start, end }));
  return { flagged, score, spans, micros };
}

/** From which score on a check that scores finds a text of a side and channel. @throws CheckNotInPolicyError */
export function presentThreshold(rowCheck: RowCheck, { side, channel }: Pick<Row, 'side' | 'channel'>): number {
  const options = optionsFor(rowCheck, side);
  return thresholdsInForce({ check: MEASURED[rowCheck.measured], options }, side, channel).block;
}

/** Of a check that scores. */
export function thresholdsInForce(
  { check: name, options }: Pick<PolicyCheck, 'check' | 'options'>,
  side: PolicySide,
  channel: Channel | 'assistant',
) {
  const check = (side === 'input' ? INPUT_CHECKS : OUTPUT_CHECKS).get(name) as ScoringCheck<unknown>;
  return thresholdsOf(check.thresholds, options, channel);
}

function saidOf(row: Row, { measured, policy }: RowCheck): Promise<Said> {
  if (measured === 'pii' && !policy) return everyType(row);
  if (measured === 'leak') requireSecret(row);
  const name = MEASURED[measured];
  const side = sideOf(row, measured);
  const context = { options: optionsFor({ measured, policy }, side), readings: new Readings() };
  if (side === 'input') return run(INPUT_CHECKS.get(name) as Check<InputSubject>, requestOf(row), context);
  return run(OUTPUT_CHECKS.get(name) as Check<OutputSubject>, answerIn(row), context);
}

/** A row without a secret would count as harmless whatever it says. */
function requireSecret({ history, canary }: Row): void {
  if (canary !== '' || history.some(({ role, content }) => role === 'system' && content !== '')) return;
  throw new RowError('the row has nothing to leak; give it a canary, or a history with a message of the role system');
}

// A policy takes only types of a certain form unless it names others; what the detector can do is all of them.
async function everyType({ text }: Row): Promise<Said> {
  const parts = await new Readings().found(text, findPersonalData);
  return found(parts.map((part) => ({ ...part, where: 'input' })));
}

async function run<Subject>(check: Check<Subject>, subject: Subject, context: CheckContext): Promise<Said> {
  if (!('score' in check)) return found((await check.run(subject, context))?.found ?? []);
  const texts = await check.score(subject, context);
  const { zone, found: parts } = scoringOf(check, context.options, texts);
  return { flagged: zone === 'block', score: Math.max(0, ...texts.map(({ score }) => score)), found: parts };
}

function found(parts: readonly FoundAt[]): Said {
  return { flagged: parts.length > 0, score: parts.length > 0 ? 1 : 0, found: parts };
}

/** That of the row, unless the check has only the other one. */
export function sideOf({ side }: Row, measured: Measured): PolicySide {
  const name = MEASURED[measured];
  if (!OUTPUT_CHECKS.has(name)) return 'input';
  return INPUT_CHECKS.has(name) ? side : 'output';
}

function optionsFor({ measured, policy }: RowCheck, side: PolicySide): CheckContext['options'] {
  if (!policy) return {};
  const check = MEASURED[measured];
  const entry = policy[side].find((one) => one.check === check);
  if (entry) return entry.options;
  const isShipped = !OF_A_POLICY.includes(measured);
  throw new CheckNotInPolicyError(`${policy.name}@${policy.version}`, { check, side, isShipped });
}
