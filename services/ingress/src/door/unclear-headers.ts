import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api.error';

/** Node takes the first of several, and a proxy in front may have taken another one for its decision. */
const ONCE = ['host', 'authorization', 'content-type'];

type Head = Pick<IncomingMessage, 'headersDistinct' | 'httpVersion'>;

/**
 * Refuses what leaves open whom it asks, who asks, or in what type.
 * @throws ApiError 400 `repeated_header`, or `missing_host` where HTTP/1.1 demands one; a retry doesn't help.
 */
export function refuseUnclearHeaders({ headersDistinct, httpVersion }: Head): void {
  const name = ONCE.find((one) => (headersDistinct[one]?.length ?? 0) > 1);
  if (name !== undefined) {
    throw new ApiError('repeated_header', `the header ${name} comes more than once; send it once`, { param: name });
  }
  if (headersDistinct['host'] === undefined && httpVersion === '1.1') {
    throw new ApiError('missing_host', 'HTTP/1.1 needs the header host; send it', { param: 'host' });
  }
}
