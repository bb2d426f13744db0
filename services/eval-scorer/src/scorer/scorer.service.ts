import { Inject, Injectable, Logger } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import {
  type FeedbackGivenV1,
  type GauntletEvent,
  OWN_TENANT,
  type ResponseReleasedV1,
  type TOPICS,
} from '@gauntlet/contracts';
import type { LogPosition } from '@gauntlet/messaging';
import { scoreAll, type Scorer, subjectOfReleased } from '@gauntlet/scoring/release';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { EvalScorerConfig } from '../eval-scorer.config';
import { isShadow } from '../shadow/shadow-tags';
import { FirstCandidates } from './first-candidates';
import { DISLIKED, type Sampling, samplingOf } from './sampling';
import { scoredAnswer, scoredEvent } from './scored-event';

type ScoredEvent = GauntletEvent<typeof TOPICS.scored>;

/** Injects `Scorer[]`: every scorer in force. */
export const SCORERS = Symbol('SCORERS');

/** Decides whether an answer is scored, and scores it. */
@Injectable()
export class ScorerService {
  private readonly candidates = new FirstCandidates();
  private readonly logger = new Logger(ScorerService.name);
  private readonly failures = metrics.getMeter('@gauntlet/eval-scorer').createCounter(METRICS.scorerFailures);

  constructor(
    private readonly config: EvalScorerConfig,
    @Inject(SCORERS) private readonly scorers: readonly Scorer[],
  ) {}

  /**
   * The scores of a released event. None when the event is superseded, not sampled, or of the tenant `gauntlet`, unless a
   * shadow answered: that is always scored, for comparison with the answer that users got.
   */
  scoresOf(released: ResponseReleasedV1, position: LogPosition): ScoredEvent[] {
    const { request } = released.facts;
    const isOfShadow = isShadow(request);
    if (request.tenant === OWN_TENANT && !isOfShadow) return [];
    if (!this.candidates.isFirst(request.id, position)) return [];
    const sampling = samplingOf(released, isOfShadow ? 1 : this.config.SCORER_SAMPLE_RATE);
    return sampling ? this.scored(released, sampling) : [];
  }

  /** The score events of an answer that somebody disliked. One that was scored before keeps its first scores. */
  scoresOfFeedback({ facts, content }: FeedbackGivenV1): ScoredEvent[] {
    if (facts.rating !== 'down' || facts.response.request.tenant === OWN_TENANT) return [];
    return this.scored({ facts: facts.response, content: content.response }, DISLIKED);
  }

  private scored(released: ResponseReleasedV1, sampling: Sampling): ScoredEvent[] {
    const answer = scoredAnswer(released.facts);
    return scoreAll(this.scorers, subjectOfReleased(released)).flatMap(({ scorer, score, error }) => {
      if (error !== undefined) this.failed(scorer, error);
      return score ? [scoredEvent({ answer, scorer, score, sampling })] : [];
    });
  }

  // A redelivery would fail again, so the score is missing, and counted.
  private failed({ name, version }: Pick<Scorer, 'name' | 'version'>, error: unknown): void {
    this.failures.add(1, { [ATTRIBUTES.genAiEvaluationName]: name });
    this.logger.error({ msg: 'a scorer failed', scorer: name, version });
    // Its message may quote the answer, so it is for those who log texts on purpose.
    this.logger.debug({ msg: 'why the scorer failed', scorer: name }, error);
  }
}
