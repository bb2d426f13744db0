import {
  withoutMark,
  type Flag,
  type GauntletEvent,
  type Outcome,
  type TOPICS,
  type Verdict,
} from '@gauntlet/contracts';
import type { Policy } from '@gauntlet/policies';
import { redactAsked } from '@gauntlet/redaction';
import type { Judgement } from './check-runner';
import type { OutputSubject } from './checks/check';

type Generated = GauntletEvent<typeof TOPICS.generated>;

interface Ending {
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly answer: string;
}

/** What the response for a judged completion says. */
export function release(event: Generated, judgement: Judgement<OutputSubject>, policy: Policy) {
  const { trail, turn } = event.facts;
  const { input, history, variables, messages, canary } = event.content;
  const { outcome, reason, answer } = endingOf(event, judgement, policy);
  const verdicts = [...trail.verdicts, ...judgement.verdicts];
  const texts = { input, history, variables, messages: withoutMark(messages, canary), answer };
  return {
    facts: { outcome, flags: flagsOf(event, outcome, verdicts), reason, releasedBy: 'guardrail.output' as const },
    content: turn === 0 && isRedacted(verdicts) ? texts : redactAsked(texts),
  };
}

// The check on the way in has been through every text but the prompt's own; a repair turn adds an answer that it never saw.
function isRedacted(verdicts: readonly Verdict[]): boolean {
  const pii = verdicts.find(({ side, check }) => side === 'input' && check === 'pii');
  return pii?.outcome === 'pass' || pii?.outcome === 'redact';
}

function endingOf({ facts, content }: Generated, judgement: Judgement<OutputSubject>, policy: Policy): Ending {
  const { ended, problems, subject } = judgement;
  const canned = { outcome: 'canned', answer: content.cannedAnswer } as const;
  // The canned answer is the safest there is: its verdicts are recorded, but nothing safer could take its place.
  if (facts.completion.source === 'canned') return { ...canned, reason: 'models_exhausted' };
  if (!ended) return { outcome: 'answered', reason: null, answer: subject.answer };
  if (problems.length > 0) return { ...canned, reason: ended.reason };
  return { outcome: 'blocked', reason: ended.reason, answer: policy.refusalAnswer };
}

function flagsOf({ facts }: Generated, outcome: Outcome, verdicts: readonly Verdict[]): Flag[] {
  const own = verdicts.filter(({ side }) => side === 'output');
  const isAnswered = outcome === 'answered';
  const flags: [Flag, boolean][] = [
    ['repaired', isAnswered && own.some((verdict) => verdict.outcome === 'repair')],
    ['redacted', isAnswered && own.some((verdict) => verdict.outcome === 'redact' && verdict.turn === facts.turn)],
    ['fallback', facts.completion.source === 'backup'],
  ];
  return flags.filter(([, isSet]) => isSet).map(([flag]) => flag);
}
