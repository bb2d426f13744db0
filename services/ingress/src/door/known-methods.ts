import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api.error';

const known = new WeakMap<FastifyInstance, Map<string, Set<string>>>();

/** Remembers the routes that are declared from now on; called before there are any. */
export function watchRoutes(fastify: FastifyInstance): void {
  const routes = new Map<string, Set<string>>();
  known.set(fastify, routes);
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.set(url, new Set([...(routes.get(url) ?? []), ...[method].flat()]));
  });
}

/** Answers every other method on the paths of the watched routes with 405 and `Allow`; called after the last route. */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  for (const [url, methods] of new Map(known.get(fastify))) {
    const allow = [...methods].sort().join(', ');
    fastify.route({
      url,
      method: fastify.supportedMethods.filter((method) => !methods.has(method)),
      onRequest: (request, reply, done) => {
        reply.header('allow', allow);
        const problem = `${request.method} is not for this path; it takes ${allow}`;
        done(new ApiError('method_not_allowed', problem));
      },
      // Never reached, since every request is refused before its body is read.
      handler: () => undefined,
    });
  }
}
