import {
  answeringPrompt,
  type GauntletEvent,
  type OutputScoredV1,
  type ResponseReleasedV1,
  scoreEventId,
  TOPICS,
} from '@gauntlet/contracts';
import type { Score } from '@gauntlet/scoring/release';
import type { Sampling } from './sampling';

type ScoredFacts = OutputScoredV1['facts'];

/** What a score says about the answer that it is for. */
export type ScoredAnswer = Pick<ScoredFacts, 'requestId' | 'tenant' | 'acceptedAt' | 'prompt' | 'outcome'>;

/** A score that was given, ready to become an event. */
export interface GivenScore {
  readonly answer: ScoredAnswer;
  readonly scorer: ScoredFacts['scorer'];
  readonly score: Score;
  readonly sampling: Sampling;
}

/** What a score takes over from the released event that it is for. */
export function scoredAnswer(facts: ResponseReleasedV1['facts']): ScoredAnswer {
  const { id: requestId, tenant, acceptedAt } = facts.request;
  return { requestId, tenant, acceptedAt, prompt: answeringPrompt(facts), outcome: facts.outcome };
}

/** The event of a score; scoring the same released event again gives the same event. */
export function scoredEvent({ answer, scorer, score, sampling }: GivenScore): GauntletEvent<typeof TOPICS.scored> {
  return {
    topic: TOPICS.scored,
    id: scoreEventId(answer.requestId, scorer.name, scorer.version),
    key: answer.requestId,
    source: '/gauntlet/eval-scorer',
    time: answer.acceptedAt,
    facts: {
      ...answer,
      scorer: { name: scorer.name, version: scorer.version },
      score: score.score,
      label: score.label,
      sampling,
    },
    content: { explanation: score.explanation },
  };
}
