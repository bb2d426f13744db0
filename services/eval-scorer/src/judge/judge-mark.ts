import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request to the judge: its id, and the tags that its reply will bring back. */
export interface MarkedRequest {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

const MARK = 'judged-mark';

/**
 * The tags with a mark that only an owner of the secret can make, and only for this request: whoever may write to the
 * topic of submitted requests could name any answer and any weight otherwise.
 */
export function withMark({ id, tags }: MarkedRequest, secret: string): Record<string, string> {
  return { ...tags, [MARK]: markOf({ id, tags }, secret).toString('base64url') };
}

/** True when the request was asked by an owner of the secret, with exactly these tags. */
export function isMarked({ id, tags }: MarkedRequest, secret: string): boolean {
  const { [MARK]: mark = '', ...marked } = tags;
  const [given, expected] = [Buffer.from(mark, 'base64url'), markOf({ id, tags: marked }, secret)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function markOf({ id, tags }: MarkedRequest, secret: string): Buffer {
  const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', secret)
    .update(JSON.stringify([id, entries]))
    .digest();
}
