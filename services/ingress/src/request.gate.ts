import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiKeyVerifier } from './keys/api-key.verifier';
import { LoadShed } from './load-shedding/load-shed';
import { RateLimits } from './limits/rate-limit';
import { identify } from './keys/tenant';

/** Routes as they were declared, never as a caller spells a path. Everything else needs a caller who is known. */
const PUBLIC: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready', '/metrics', '/openapi.json']);
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Lets a request in before its body is read: first whether there is room at all, then who asks, then how much that tenant
 * has asked already. A hook, not Nest middleware: middleware is matched by path, and paths can be spelled in many ways.
 */
@Injectable()
export class RequestGate {
  constructor(
    private readonly verifier: ApiKeyVerifier,
    private readonly limits: RateLimits,
    private readonly shed: LoadShed,
  ) {}

  guard(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, _reply, done) => {
      try {
        if (!PUBLIC.has(request.routeOptions.url)) this.admit(request);
        done();
      } catch (error) {
        done(error as Error);
      }
    });
  }

  private admit(request: FastifyRequest): void {
    const reads = READING.has(request.method);
    if (!reads) this.shed.requireRoom(request.headers);
    const caller = this.verifier.verify(request.headers.authorization, reads ? 'requests:read' : 'requests:write');
    identify(request, caller);
    if (!reads) this.limits.take(caller.tenant);
  }
}
