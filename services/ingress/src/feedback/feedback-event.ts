import { redactText } from '@gauntlet/checks';
import { type FeedbackGivenV1, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { Candidate } from '../wait/candidate';

/** What a caller thinks of an answer. */
export interface Feedback {
  readonly rating: FeedbackGivenV1['facts']['rating'];
  readonly comment: string | null;
}

/** Which feedback it is: a caller may change its mind, so each one is an event of its own. */
export interface FeedbackOccasion {
  readonly id: string;
  readonly givenAt: Date;
}

/** The event of a feedback, with the redacted record of the answer that it is about. */
export async function feedbackEvent(
  { rating, comment }: Feedback,
  { event: response }: Pick<Candidate, 'event'>,
  { id, givenAt }: FeedbackOccasion,
): Promise<GauntletEvent<typeof TOPICS.feedback>> {
  const time = givenAt.toISOString();
  return {
    topic: TOPICS.feedback,
    id,
    key: response.facts.request.id,
    source: '/gauntlet/ingress',
    time,
    facts: { rating, givenAt: time, response: response.facts },
    content: { comment: comment === null ? null : await redactText(comment), response: response.content },
  };
}
