import { TOPICS } from '@gauntlet/contracts';
import { allQuiet, type Topics } from './topics';

/** What ingress says about a feedback: nothing to speak of, or what is wrong with it. */
export interface FeedbackReply {
  readonly status: number;
  readonly error?: { readonly code: string; readonly param: string | null };
}

/** Says what a caller thinks of an answer. */
export async function giveFeedback(
  ingressUrl: string,
  requestId: string,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<FeedbackReply> {
  const response = await fetch(`${ingressUrl}/v1/requests/${requestId}/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { error } = (await response.json()) as Pick<FeedbackReply, 'error'>;
  return { status: response.status, error };
}

/** Ids of the answers that the judge was asked about once nothing moves any more, as often as it was asked. */
export async function judgedRequests(topics: Topics): Promise<string[]> {
  await allQuiet(topics);
  const submitted = await topics.read(TOPICS.submitted);
  return submitted
    .filter(({ headers }) => headers.ce_source === '/gauntlet/eval-scorer')
    .map(({ headers }) => headers.ce_id?.slice(0, 36) ?? '');
}
