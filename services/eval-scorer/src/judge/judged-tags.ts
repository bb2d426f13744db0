import type { Sampling } from '../scorer/sampling';
import type { ScoredAnswer } from '../scorer/scored-event';

/** The answer that a judge is asked about, and why it was chosen. */
export interface Judged {
  readonly answer: ScoredAnswer;
  readonly sampling: Sampling;
}

type Tags = Readonly<Record<string, string>>;

/** What has to come back with the judge's reply, as tags of the judge's request, so that no store is asked for it. */
export function judgedTags({ answer, sampling }: Judged): Record<string, string> {
  return {
    'judged-request': answer.requestId,
    'judged-tenant': answer.tenant,
    'judged-accepted-at': answer.acceptedAt,
    'judged-prompt': answer.prompt.name,
    'judged-prompt-version': answer.prompt.version,
    'judged-prompt-hash': answer.prompt.hash,
    'judged-outcome': answer.outcome,
    'sampling-reason': sampling.reason,
    'sampling-weight': String(sampling.weight),
  };
}

/** Reads {@link judgedTags} back. Null for a request that asks about no answer; the contract of a score checks the rest. */
export function judgedFrom(tags: Tags): Judged | null {
  const requestId = tags['judged-request'];
  if (requestId === undefined) return null;
  const text = (name: string) => tags[name] ?? '';
  const prompt = {
    name: text('judged-prompt'),
    version: text('judged-prompt-version'),
    hash: text('judged-prompt-hash'),
  };
  return {
    answer: {
      requestId,
      tenant: text('judged-tenant'),
      acceptedAt: text('judged-accepted-at'),
      prompt,
      outcome: text('judged-outcome') as ScoredAnswer['outcome'],
    },
    sampling: { reason: text('sampling-reason') as Sampling['reason'], weight: Number(text('sampling-weight')) },
  };
}
