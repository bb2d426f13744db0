import { Injectable } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import {
  answeringPrompt,
  type FeedbackGivenV1,
  type GauntletEvent,
  OWN_TENANT,
  type ResponseReleasedV1,
  type TOPICS,
} from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import type { Score } from '@gauntlet/scoring/release';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { EvalScorerConfig } from '../eval-scorer.config';
import { FirstCandidates } from '../scorer/first-candidates';
import { DISLIKED, type Sampling, samplingOf } from '../scorer/sampling';
import { scoredEvent } from '../scorer/scored-event';
import { JudgeBudget, type JudgeClaim } from './judge-budget';
import { isMarked } from './judge-mark';
import { judgeQuestion } from './judge-question';
import { judgedFrom } from './judged-tags';
import { judgementOf } from './judgement';

type Question = GauntletEvent<typeof TOPICS.submitted>;
type Scored = GauntletEvent<typeof TOPICS.scored>;

/** Decides which answers the judge is asked about, and makes scores of its replies. */
@Injectable()
export class JudgeService {
  private readonly candidates = new FirstCandidates();
  private readonly meter = metrics.getMeter('@gauntlet/eval-scorer');
  private readonly asked = this.meter.createCounter(METRICS.judgeQuestions);
  private readonly replied = this.meter.createCounter(METRICS.judgeReplies);

  constructor(
    private readonly config: EvalScorerConfig,
    private readonly budget: JudgeBudget,
  ) {}

  /**
   * The question about a released event. Null when the event is superseded, belongs to a question itself, is not in the
   * sample of the judge, or when the budget is spent.
   * @throws DatabaseUnavailableError when the budget can't be asked; a retry helps.
   */
  async questionAbout(released: ResponseReleasedV1, position: LogPosition): Promise<Question | null> {
    const { id, tenant, acceptedAt } = released.facts.request;
    if (tenant === OWN_TENANT || !this.candidates.isFirst(id, position)) return null;
    const sampling = samplingOf(released, this.config.JUDGE_SAMPLE_RATE);
    if (!sampling) return null;
    return this.question(released, sampling, {
      requestId: id,
      at: acceptedAt,
      claimant: claimant('released', position),
    });
  }

  /** The question about an answer that somebody disliked, unless the judge was asked before. Throws likewise. */
  async questionAfter({ facts, content }: FeedbackGivenV1, position: LogPosition): Promise<Question | null> {
    const { rating, givenAt: at, response } = facts;
    const { id: requestId, tenant } = response.request;
    if (rating !== 'down' || tenant === OWN_TENANT) return null;
    const answer = { facts: response, content: content.response };
    return this.question(answer, DISLIKED, { requestId, at, claimant: claimant('feedback', position) });
  }

  /** The score in a reply of the judge. Null for other events, for unasked replies, and for replies without a score. */
  scoreFrom({ facts, content }: ResponseReleasedV1, position: LogPosition): Scored | null {
    const { id, tenant, tags } = facts.request;
    const judged = tenant === OWN_TENANT ? judgedFrom(tags) : null;
    if (!judged || !this.candidates.isFirst(id, position)) return null;
    const isAsked = isMarked(facts.request, this.config.JUDGE_MARK_SECRET);
    const score = isAsked && facts.outcome === 'answered' ? judgementOf(content.answer) : null;
    this.replied.add(1, { [ATTRIBUTES.outcome]: replyOutcome(facts.outcome, { isAsked, score }) });
    return score && scoredEvent({ ...judged, scorer: answeringPrompt(facts), score });
  }

  private async question(
    released: ResponseReleasedV1,
    sampling: Sampling,
    claim: JudgeClaim,
  ): Promise<Question | null> {
    // What was not said by a model is ours: there is nothing to judge.
    if (!this.budget.isOpen || released.facts.outcome !== 'answered') return null;
    const question = await judgeQuestion(released, sampling, this.config.JUDGE_MARK_SECRET);
    const outcome = question ? await this.budget.claim(claim) : 'too_long';
    this.asked.add(1, { [ATTRIBUTES.outcome]: outcome });
    return outcome === 'granted' ? question : null;
  }
}

function replyOutcome(outcome: string, { isAsked, score }: { isAsked: boolean; score: Score | null }): string {
  if (!isAsked) return 'unasked';
  if (outcome !== 'answered') return outcome;
  return score ? 'scored' : 'unreadable';
}

function claimant(topic: 'released' | 'feedback', { partition, offset }: LogPosition): string {
  return `${topic} ${partition} ${offset}`;
}
