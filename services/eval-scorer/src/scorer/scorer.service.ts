import { Inject, Injectable } from '@nestjs/common';
import {
  type FeedbackGivenV1,
  type GauntletEvent,
  OWN_TENANT,
  type ResponseReleasedV1,
  type TOPICS,
} from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import { EvalScorerConfig } from '../eval-scorer.config';
import { FirstCandidates } from './first-candidates';
import { DISLIKED, type Sampling, samplingOf } from './sampling';
import { scoredAnswer, scoredEvent } from './scored-event';
import type { Scorer } from './scorer';

type ScoredEvent = GauntletEvent<typeof TOPICS.scored>;

/** Injects `Scorer[]`: every scorer in force. */
export const SCORERS = Symbol('SCORERS');

/** Decides whether an answer is scored, and scores it. */
@Injectable()
export class ScorerService {
  private readonly candidates = new FirstCandidates();

  constructor(
    private readonly config: EvalScorerConfig,
    @Inject(SCORERS) private readonly scorers: readonly Scorer[],
  ) {}

  /** The scores of a released event. None when the event is superseded, of the tenant `gauntlet`, or not sampled. */
  scoresOf(released: ResponseReleasedV1, position: LogPosition): ScoredEvent[] {
    const { id, tenant } = released.facts.request;
    if (tenant === OWN_TENANT || !this.candidates.isFirst(id, position)) return [];
    const sampling = samplingOf(released, this.config.SCORER_SAMPLE_RATE);
    return sampling ? this.scored(released, sampling) : [];
  }

  /** The score events of an answer that somebody disliked. One that was scored before keeps its first scores. */
  scoresOfFeedback({ facts, content }: FeedbackGivenV1): ScoredEvent[] {
    if (facts.rating !== 'down' || facts.response.request.tenant === OWN_TENANT) return [];
    return this.scored({ facts: facts.response, content: content.response }, DISLIKED);
  }

  private scored(released: ResponseReleasedV1, sampling: Sampling): ScoredEvent[] {
    const answer = scoredAnswer(released.facts);
    return this.scorers.flatMap((scorer) => {
      const score = scorer.score(released);
      return score ? [scoredEvent({ answer, scorer, score, sampling })] : [];
    });
  }
}
