import {
  type GauntletEvent,
  JUDGE_PROMPT,
  OWN_TENANT,
  requestIdOfSubmission,
  type ResponseReleasedV1,
  TOPICS,
} from '@gauntlet/contracts';
import { redactReleased } from '@gauntlet/redaction';
import type { Sampling } from '../scorer/sampling';
import { scoredAnswer } from '../scorer/scored-event';
import { withMark } from './judge-mark';
import { judgedTags } from './judged-tags';

type Question = GauntletEvent<typeof TOPICS.submitted>;

/** Counts up when the same answer has to be asked about anew, for instance because the question holds other things. */
const QUESTION_VERSION = 'v1';

// Longer ones are not cut: a judge who sees half of what was said would judge something else.
const MAX_CHARACTERS = 100_000;
const TIMEOUT_MS = 60_000;
const SOURCE = '/gauntlet/eval-scorer';

/**
 * Asks the judge about an answer, as a request of Gauntlet's own: the same answer always gives the same request id. What
 * is needed to make a score of the reply travels in its tags, marked with the secret. Null when the texts are too long to be judged.
 */
export async function judgeQuestion(
  released: ResponseReleasedV1,
  sampling: Sampling,
  secret: string,
): Promise<Question | null> {
  const { request } = released.facts;
  const input = await material(released);
  if (input.length > MAX_CHARACTERS) return null;
  const id = `${request.id}.${JUDGE_PROMPT}.${QUESTION_VERSION}`;
  const tags = judgedTags({ answer: scoredAnswer(released.facts), sampling });
  return {
    topic: TOPICS.submitted,
    id,
    key: request.id,
    source: SOURCE,
    time: request.acceptedAt,
    facts: {
      tenant: OWN_TENANT,
      prompt: JUDGE_PROMPT,
      tags: withMark({ id: requestIdOfSubmission(OWN_TENANT, SOURCE, id), tags }, secret),
      timeoutMs: TIMEOUT_MS,
    },
    content: { input },
  };
}

// As JSON, so that no text in it can pass for the end of the material.
async function material({ content }: ResponseReleasedV1): Promise<string> {
  const { messages, answer } = await redactReleased(content);
  return JSON.stringify({ messages, answer });
}
