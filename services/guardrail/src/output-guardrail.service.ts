import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Policy } from '@gauntlet/artefacts';
import {
  completionSubject,
  examine,
  type Judge,
  type Judgement,
  OUTPUT_CHECKS,
  type OutputSubject,
} from '@gauntlet/checks';
import { recordable } from '@gauntlet/checks/recordable';
import {
  beginStage,
  type ChatMessage,
  type Flag,
  type GauntletEvent,
  type Outcome,
  TOPICS,
  type Verdict,
  withoutMark,
} from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { GuardrailConfig } from './guardrail.config';
import { JUDGE } from './judge/judge.factory';

const MAX_PROBLEMS = 8;

type Generated = GauntletEvent<typeof TOPICS.generated>;
type Rendered = GauntletEvent<typeof TOPICS.rendered>;
type Released = GauntletEvent<typeof TOPICS.released>;

/** Decides what a caller gets to read of what a model said. */
@Injectable()
export class OutputGuardrail {
  constructor(
    private readonly registry: Registry,
    private readonly config: GuardrailConfig,
    @Inject(INSTANCE_ID) private readonly instance: string,
    @Optional() @Inject(JUDGE) private readonly judge?: Judge,
  ) {}

  /** The response, or the one repair turn. @throws RegistryStaleError while the policy is still on its way. */
  async decide(event: Generated): Promise<Released | Rendered> {
    const finish = beginStage(event, { stage: 'guardrail.output', instance: this.instance });
    const { request, turn, completion } = event.facts;
    const policy = this.registry.policy(request.pin.policy);
    const examination = { side: 'output', turn, expected: policy.output, checks: OUTPUT_CHECKS } as const;
    const judgement = await examine(
      {
        ...examination,
        limitMs: this.config.GUARDRAIL_CHECK_TIMEOUT_MS,
        judge: this.judge,
        request,
      },
      completionSubject(event),
    );
    const trail = { verdicts: judgement.verdicts };
    const needsTurn = judgement.ended?.outcome === 'repair' && completion.source !== 'canned';
    if (needsTurn) return finish(TOPICS.rendered, { ...repairTurn(event, judgement.problems), trail });
    return finish(TOPICS.released, { ...(await release(event, judgement, policy)), trail });
  }
}

interface Ending {
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly answer: string;
}

/** What the response for a judged completion says. */
async function release(event: Generated, judgement: Judgement<OutputSubject>, policy: Policy) {
  const { trail } = event.facts;
  const { input, history, variables, messages, canary } = event.content;
  const { outcome, reason, answer } = endingOf(event, judgement, policy);
  const verdicts = [...trail.verdicts, ...judgement.verdicts];
  const texts = { input, history, variables, messages: withoutMark(messages, canary), answer };
  return {
    facts: { outcome, flags: flagsOf(event, outcome, verdicts), reason, releasedBy: 'guardrail.output' as const },
    content: await recordable(texts, verdicts),
  };
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

/** The one repair turn, for the rendered topic: the model is shown its own answer and what is wrong with it. */
function repairTurn({ content: { completion, messages } }: Generated, problems: readonly string[]) {
  const correction: ChatMessage[] = [
    // Providers refuse an empty message.
    { role: 'assistant', content: completion.trim() === '' ? '(no answer)' : completion },
    { role: 'user', content: correctionFor(problems) },
  ];
  return { facts: { turn: 1 }, content: { messages: [...messages, ...correction] } };
}

function correctionFor(problems: readonly string[]): string {
  const list = problems.slice(0, MAX_PROBLEMS).map((problem) => `- ${problem}`);
  return ['Your answer does not follow the required JSON schema:', ...list, 'Answer again with the JSON only.'].join(
    '\n',
  );
}
