import { requestEvent, TOPICS, type CompletionFacts, type GauntletEvent, type StageTiming } from '@gauntlet/contracts';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { Ladder, type Arrival, type Climb } from './ladder';
import { RecentClimbs } from './recent-climbs';

type Rendered = GauntletEvent<typeof TOPICS.rendered>;
type Generated = GauntletEvent<typeof TOPICS.generated>;

const STAGE = 'model-invoker';
const CANNED: CompletionFacts = { source: 'canned', provider: null, model: null, finishReason: null, usage: null };

/** Turns a rendered prompt into exactly one completion: of the pinned model, of a backup, or the canned answer. */
@Injectable()
export class ModelInvokerService {
  private readonly climbs = new RecentClimbs();

  constructor(
    private readonly ladder: Ladder,
    @Inject(INSTANCE_ID) private readonly instance: string,
  ) {}

  /** Never throws. Until its completion is published, the same event climbs the ladder once in this process. */
  async invoke(event: Rendered, arrival: Arrival): Promise<Generated> {
    const startedAt = new Date().toISOString();
    const started = performance.now();
    const climb = await this.climbs.join(climbKey(event), () => this.ladder.climb(event, arrival));
    const { turn } = event.facts;
    const durationMs = performance.now() - started;
    return completionEvent(event, climb, { stage: STAGE, turn, instance: this.instance, startedAt, durationMs });
  }

  /** To be called once the completion is acknowledged, or can never be: until then a repeat gets the same climb. */
  forget(completion: Generated): void {
    this.climbs.forget(climbKey(completion));
  }
}

function climbKey({ key, facts }: Rendered | Generated): string {
  return `${key}:${facts.turn}`;
}

function completionEvent({ facts, content }: Rendered, climb: Climb, timing: StageTiming): Generated {
  const { request, trail, turn, responseFormat, maxAnswerCharacters } = facts;
  const { stages, verdicts, attempts } = trail;
  const { input, history, variables, cannedAnswer, canary } = content;
  // Only what the answering model was asked goes on: the record shows it, and the trail doesn't grow by the rest.
  const { messages, prompt } = climb.taken?.rung ?? { messages: content.messages, prompt: facts.prompt };
  const completion = climb.taken?.reply.text ?? cannedAnswer;
  return requestEvent(TOPICS.generated, STAGE, {
    facts: {
      request,
      turn,
      responseFormat,
      maxAnswerCharacters,
      prompt,
      trail: { verdicts, stages: [...stages, timing], attempts: [...attempts, ...climb.attempts] },
      completion: completionFacts(climb),
    },
    content: { input, history, variables, cannedAnswer, canary, messages, completion },
  });
}

function completionFacts({ taken }: Climb): CompletionFacts {
  if (!taken) return CANNED;
  const { provider, model, finishReason, usage } = taken.reply;
  return { source: taken.rung.key.rung === 0 ? 'primary' : 'backup', provider, model, finishReason, usage };
}
