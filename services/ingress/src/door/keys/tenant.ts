import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type KeyScope, OWN_TENANT } from '@gauntlet/contracts';

/** On whose behalf a request comes. Known from the API key alone: no header, body or path can change it. */
export interface Caller {
  /** Public id of the key; null for a caller without one. */
  readonly keyId: string | null;
  readonly tenant: string;
  readonly scopes: readonly KeyScope[];
}

/** Who has no key where none is needed: somebody at the operator's own machine, who may see everything of this tenant and of Gauntlet itself. */
export const ANONYMOUS: Caller = {
  keyId: null,
  tenant: 'default',
  scopes: ['requests:write', 'requests:read', 'prompts:read'],
};

const callers = new WeakMap<FastifyRequest, Caller>();

/** Remembers who a request comes from, for as long as the request lives. */
export function identify(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** Who asks with a request that has passed the gate; throws for any other, since that is a hole in the wiring. */
function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error(`${request.method} ${request.routeOptions.url ?? '?'} was not authenticated`);
  return caller;
}

/** Injects the tenant of the caller into a controller's method. */
export const Tenant = createParamDecorator(
  (_: unknown, context: ExecutionContext) => callerOf(context.switchToHttp().getRequest<FastifyRequest>()).tenant,
);

/** What somebody may see of a record. */
export interface RecordSight {
  /** What the prompt file says to the model as `system`: the work of the prompt's author, and none of most callers'. */
  readonly systemMessages: boolean;
  /** Tenants whose records the caller may look up besides those of its own: Gauntlet, for who operates this machine. */
  readonly alsoOf: readonly string[];
}

/** Injects what of a record the caller may see. */
export const RecordView = createParamDecorator((_: unknown, context: ExecutionContext): RecordSight => {
  const { keyId, scopes } = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
  return { systemMessages: scopes.includes('prompts:read'), alsoOf: keyId === null ? [OWN_TENANT] : [] };
});
