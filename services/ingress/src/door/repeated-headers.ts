import type { IncomingMessage } from 'node:http';
import { badRequest } from '../errors/api.error';

/** Node takes the first of several, and a proxy in front may have taken another one for its decision. */
const ONCE = ['host', 'authorization', 'content-type'];

/** @throws ApiError 400 `repeated_header` for a request with two hosts, callers or types; a retry doesn't help. */
export function refuseRepeatedHeaders({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): void {
  const name = ONCE.find((one) => (headersDistinct[one]?.length ?? 0) > 1);
  if (name === undefined) return;
  throw badRequest(`the header ${name} comes more than once; send it once`, { code: 'repeated_header', param: name });
}
