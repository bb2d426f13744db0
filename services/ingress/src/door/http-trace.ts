import { randomUUID } from 'node:crypto';
import type { Context, Span } from '@opentelemetry/api';
import { context, metrics, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ATTRIBUTES, METRICS, SECONDS } from '@gauntlet/telemetry';

interface RequestTrace {
  readonly span: Span;
  readonly context: Context;
}

const PROBES = /^\/(health\/|metrics)/;

/**
 * One SERVER span per request, a child of the caller's `traceparent`, open while the handler works; its own goes back as a
 * response header. So does an `x-request-id`, of refusals too; an accepted request puts its own id there. Made by hand: instrumenting HTTP costs most of the throughput. A caller's baggage is not taken over.
 */
export function traceHttp(fastify: FastifyInstance): void {
  const tracer = trace.getTracer('@gauntlet/ingress');
  const duration = metrics.getMeter('@gauntlet/ingress').createHistogram(METRICS.httpDuration, SECONDS);
  const traces = new WeakMap<FastifyRequest, RequestTrace>();

  fastify.addHook('onRequest', (request, reply, done) => {
    if (PROBES.test(request.url)) return done();
    reply.header('x-request-id', randomUUID());
    const name = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes: routeOf(request) }, parentOf(request));
    const active = trace.setSpan(ROOT_CONTEXT, span);
    traces.set(request, { span, context: active });
    propagation.inject(active, reply, { set: (target, name, value) => void target.header(name, value) });
    done();
  });
  // Reading the body loses the async context; from here on the handler runs in it.
  fastify.addHook('preValidation', (request, _reply, done) => {
    context.with(traces.get(request)?.context ?? context.active(), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const attributes = { ...routeOf(request), [ATTRIBUTES.httpStatus]: reply.statusCode };
    if (traces.has(request)) duration.record(reply.elapsedTime / 1_000, attributes);
    traces.get(request)?.span.setAttributes(attributes).end();
    done();
  });
}

function parentOf({ headers: { traceparent, tracestate } }: FastifyRequest): Context {
  return propagation.extract(ROOT_CONTEXT, { traceparent, tracestate });
}

function routeOf({ method, routeOptions }: FastifyRequest): Record<string, string> {
  return { [ATTRIBUTES.httpMethod]: method, [ATTRIBUTES.httpRoute]: routeOptions.url ?? 'unknown' };
}
