import type { Policy } from '@gauntlet/artefacts';
import { completionSubject, examine, INPUT_CHECKS, type InputSubject, OUTPUT_CHECKS } from '@gauntlet/checks';
import type { GauntletEvent, TOPICS, Verdict } from '@gauntlet/contracts';

type Accepted = GauntletEvent<typeof TOPICS.accepted>;
type Generated = GauntletEvent<typeof TOPICS.generated>;

/** A request as it was accepted, and what models said to it, the repair turn among it. */
interface RecordedRequest {
  readonly accepted: Accepted;
  readonly generated: readonly Generated[];
}

/** What a policy does about a request. `unknown`: it goes on to a model, and no answer of one to it is recorded. */
export type Ending = 'answered' | 'blocked' | 'canned' | 'unknown';

/** What one check does about a request: more than to let it pass. */
export interface Act {
  readonly side: Verdict['side'];
  readonly check: string;
  readonly outcome: Exclude<Verdict['outcome'], 'pass'>;
}

export interface Decision {
  readonly ending: Ending;
  readonly acts: readonly Act[];
  /** A score was in doubt, and the policy names a judge for it, who is not asked. */
  readonly inDoubt: boolean;
  /** The model was given other words than this policy would have left, so its answer might have been another one. */
  readonly otherWords: boolean;
}

/** Nobody waits here as a caller does. */
const LIMIT_MS = 10_000;

/** What a policy decides about a recorded request and the answer of its model, by the checks of the guardrail; no model is asked. */
export async function decide({ accepted, generated }: RecordedRequest, policy: Policy): Promise<Decision> {
  const input = { side: 'input', turn: 0, expected: policy.input, checks: INPUT_CHECKS, limitMs: LIMIT_MS } as const;
  const { verdicts, subject, ended } = await examine(input, accepted.content as InputSubject);
  if (ended) return decision('blocked', verdicts);
  const [first, second] = [0, 1].map((turn) => generated.find(({ facts }) => facts.turn === turn));
  if (!first) return decision('unknown', verdicts);
  const otherWords = !areEqual(subject, first.content);
  const answer = await judge(first, subject, policy);
  const before = [...verdicts, ...answer.verdicts];
  if (answer.ending !== 'repair') return decision(answer.ending, before, otherWords);
  if (!second) return decision('unknown', before, otherWords);
  const repaired = await judge(second, subject, policy);
  return decision(
    repaired.ending === 'repair' ? 'unknown' : repaired.ending,
    [...before, ...repaired.verdicts],
    otherWords,
  );
}

interface Judged {
  readonly ending: Ending | 'repair';
  readonly verdicts: readonly Verdict[];
}

/** The checks on the way out, as the guardrail would have run them had this policy left these words of the request. */
async function judge(event: Generated, { input, history, variables }: InputSubject, policy: Policy): Promise<Judged> {
  const content = { ...event.content, input, history: [...history], variables: { ...variables } };
  const { turn, completion } = event.facts;
  const output = { side: 'output', turn, expected: policy.output, checks: OUTPUT_CHECKS, limitMs: LIMIT_MS } as const;
  const { verdicts, ended, problems } = await examine(output, completionSubject({ ...event, content }));
  if (completion.source === 'canned') return { ending: 'canned', verdicts };
  if (!ended) return { ending: 'answered', verdicts };
  if (ended.outcome === 'repair') return { ending: 'repair', verdicts };
  return { ending: problems.length > 0 ? 'canned' : 'blocked', verdicts };
}

function decision(ending: Ending, verdicts: readonly Verdict[], otherWords = false): Decision {
  const acts = new Map<string, Act>();
  for (const { side, check, outcome } of verdicts) {
    if (outcome !== 'pass') acts.set(`${side}/${check}/${outcome}`, { side, check, outcome });
  }
  const inDoubt = verdicts.some((verdict) => verdict.judge !== undefined);
  return { ending, acts: [...acts.values()], inDoubt, otherWords };
}

type Words = Pick<InputSubject, 'input' | 'history' | 'variables'>;

function areEqual(one: Words, other: Words): boolean {
  const words = ({ input, history, variables }: Words) =>
    JSON.stringify([input, history.map(({ role, content }) => [role, content]), Object.entries(variables).sort()]);
  return words(one) === words(other);
}
