import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api.error';
import { IngressConfig, longestWaitMs } from '../ingress.config';
import { whenOver } from './connection';
import { ApiKeyVerifier } from './keys/api-key.verifier';
import { identify } from './keys/tenant';
import { LoadShed } from './limits/load-shed';
import { ReaderPlaces } from './limits/places';
import { RateLimits } from './limits/rate-limit';
import { Cors } from './origins/cors';
import { LocalCallers } from './origins/local-callers';
import { refuseUnclearHeaders } from './unclear-headers';

/** Routes as they were declared, never as a caller spells a path. Everything else needs a caller who is known. */
const PUBLIC: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready', '/metrics', '/openapi.json']);
// The last bytes of a stream may take a moment to leave.
const READ_GRACE_MS = 10_000;
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Lets a request in before its body is read: first whether it comes from where it may, then whether this instance goes on
 * serving and there is room at all, then who asks, then how much that tenant has asked already. A hook, not Nest middleware:
 * middleware is matched by path, and paths can be spelled in many ways.
 */
@Injectable()
export class RequestGate {
  private isClosing = false;

  constructor(
    private readonly cors: Cors,
    private readonly local: LocalCallers,
    private readonly verifier: ApiKeyVerifier,
    private readonly limits: RateLimits,
    private readonly shed: LoadShed,
    private readonly readers: ReaderPlaces,
    private readonly config: IngressConfig,
  ) {}

  guard(fastify: FastifyInstance): void {
    fastify.addHook('preClose', (done) => {
      this.isClosing = true;
      done();
    });
    fastify.addHook('onRequest', (request, reply, done) => {
      try {
        refuseUnclearHeaders(request.raw);
        if (this.cors.answers(request, reply)) return;
        this.open(request, reply);
        done();
      } catch (error) {
        done(error as Error);
      }
    });
  }

  private open(request: FastifyRequest, reply: FastifyReply): void {
    const isPublic = PUBLIC.has(request.routeOptions.url);
    const needsKey = this.verifier.needsKey(isPublic ? undefined : request.headers.authorization);
    if (!needsKey) this.local.require(request.headers);
    if (!isPublic) this.admit(request, reply);
  }

  private admit(request: FastifyRequest, reply: FastifyReply): void {
    // It came over a connection that was open before; new ones are refused already.
    if (this.isClosing) throw new ApiError('stopping', 'this instance is stopping; ask again, over a new connection');
    const reads = READING.has(request.method);
    if (!reads) this.shed.requireRoom(request.headers);
    const caller = this.verifier.verify(request.headers.authorization, reads ? 'requests:read' : 'requests:write');
    identify(request, caller);
    if (!reads) return this.limits.take(caller.tenant);
    const limitMs = longestWaitMs(this.config) + READ_GRACE_MS;
    whenOver(reply, { limitMs, then: this.readers.take(caller.tenant) });
  }
}
