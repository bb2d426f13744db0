import { scoreEventId, TOPICS, type GauntletEvent, type ResponseReleasedV1 } from '@gauntlet/contracts';
import type { Sampling } from './sampling';
import type { Score, Scorer } from './scorers/scorer';

/** A score that was given, ready to become an event. */
export interface GivenScore {
  readonly response: Pick<ResponseReleasedV1, 'facts'>;
  readonly scorer: Pick<Scorer, 'name' | 'version'>;
  readonly score: Score;
  readonly sampling: Sampling;
}

/** The event of a score; scoring the same response again gives the same event. */
export function scoredEvent({ response, scorer, score, sampling }: GivenScore): GauntletEvent<typeof TOPICS.scored> {
  const { request, outcome } = response.facts;
  return {
    topic: TOPICS.scored,
    id: scoreEventId(request.id, scorer.name, scorer.version),
    key: request.id,
    source: '/gauntlet/eval-scorer',
    time: request.acceptedAt,
    facts: {
      requestId: request.id,
      tenant: request.tenant,
      acceptedAt: request.acceptedAt,
      prompt: request.pin.prompt,
      outcome,
      scorer: { name: scorer.name, version: scorer.version },
      score: score.score,
      label: score.label,
      sampling,
    },
    content: { explanation: score.explanation },
  };
}
