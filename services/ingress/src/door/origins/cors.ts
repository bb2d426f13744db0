import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../../api.error';
import { OriginConfig } from '../../ingress.config';

const EXPOSED = 'allow, gauntlet-degraded, location, preference-applied, retry-after, traceparent, x-request-id';
const REMEMBER_S = 600;

/** Lets the scripts of listed web pages ask and read (CORS); the browsers of all others keep the answers from them. */
@Injectable()
export class Cors {
  constructor(private readonly config: OriginConfig) {}

  /**
   * Marks a response as one for the page that asks; true when the request was a browser's question whether it may ask, and
   * is answered with that. A key is no part of such a question.
   * @throws ApiError 403 `origin_not_allowed` for such a question of a page that is not listed.
   */
  answers({ method, headers }: FastifyRequest, reply: FastifyReply): boolean {
    const { origin } = headers;
    if (origin === undefined) return false;
    const isListed = this.config.INGRESS_CORS_ORIGINS.includes(origin);
    if (isListed) {
      reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', EXPOSED);
      reply.header('vary', 'origin');
    }
    const asksFirst = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (asksFirst) answer(reply, { isListed, headerNames: headers['access-control-request-headers'] });
    return asksFirst;
  }
}

function answer(reply: FastifyReply, { isListed, headerNames }: { isListed: boolean; headerNames?: string }): void {
  if (!isListed) {
    const message = 'scripts of this origin may not ask; name it in INGRESS_CORS_ORIGINS';
    throw new ApiError('origin_not_allowed', message, { param: 'origin' });
  }
  reply.header('access-control-allow-methods', 'GET, POST').header('access-control-max-age', String(REMEMBER_S));
  if (headerNames) reply.header('access-control-allow-headers', headerNames);
  void reply.status(204).send();
}
