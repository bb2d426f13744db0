import { Inject, Injectable } from '@nestjs/common';
import type { GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { EvalScorerConfig } from './eval-scorer.config';
import { FirstCandidates } from './first-candidates';
import type { LogPosition } from './log-position';
import { samplingOf } from './sampling';
import { scoredEvent } from './scored-event';
import type { Scorer } from './scorers/scorer';

/** Injects `Scorer[]`: every scorer in force. */
export const SCORERS = Symbol('SCORERS');

/** Decides whether a response is scored, and scores it. */
@Injectable()
export class ScorerService {
  private readonly candidates = new FirstCandidates();

  constructor(
    private readonly config: EvalScorerConfig,
    @Inject(SCORERS) private readonly scorers: readonly Scorer[],
  ) {}

  /** The score events of a response: none when it is superseded or not in the sample. */
  scoresOf(
    response: GauntletEvent<typeof TOPICS.released>,
    position: LogPosition,
  ): GauntletEvent<typeof TOPICS.scored>[] {
    if (!this.candidates.isFirst(response.facts.request.id, position)) return [];
    const sampling = samplingOf(response, this.config.SCORER_SAMPLE_RATE);
    if (!sampling) return [];
    return this.scorers.flatMap((scorer) => {
      const score = scorer.score(response);
      return score ? [scoredEvent({ response, scorer, score, sampling })] : [];
    });
  }
}
