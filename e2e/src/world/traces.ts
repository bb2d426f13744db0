import { randomBytes } from 'node:crypto';
import { type ReceivedSpan, waitFor } from '@gauntlet/testing';

/** A caller's trace context: the ids and the header that carries them. */
export interface CallerTrace {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceparent: string;
}

/** A sampled trace that a caller has begun. */
export function callerTrace(): CallerTrace {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` };
}

/** The spans that have arrived of one trace, and how they hang together. */
export class Trace {
  constructor(
    private readonly caller: CallerTrace,
    readonly spans: readonly ReceivedSpan[],
  ) {}

  /** The only span of a service with this name. */
  span(service: string, name: string): ReceivedSpan | undefined {
    return this.spansNamed(service, name)[0];
  }

  spansNamed(service: string, name: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.service === service && span.name === name);
  }

  /** Spans whose parent is neither in the trace nor the caller's span; an empty list means: one connected trace. */
  orphans(): ReceivedSpan[] {
    const known = new Set([this.caller.spanId, ...this.spans.map(({ spanId }) => spanId)]);
    return this.spans.filter(({ parentSpanId }) => parentSpanId === null || !known.has(parentSpanId));
  }

  /** True when `process <topic>` of the reader is a child of `send <topic>` of the writer. */
  hop(topic: string, writer: string, reader: string): boolean {
    const sent = new Set(this.spansNamed(writer, `send ${topic}`).map(({ spanId }) => spanId));
    return this.spansNamed(reader, `process ${topic}`).some(({ parentSpanId }) => sent.has(parentSpanId ?? ''));
  }
}

/**
 * Asks the sink until nothing is missing from the trace; spans arrive in batches, some time after the answer.
 * @throws Error at the deadline with what was still missing.
 */
export function traceWithout(
  otlpUrl: string,
  caller: CallerTrace,
  missing: (trace: Trace) => readonly string[],
): Promise<Trace> {
  let problems: readonly string[] = [];
  const look = async () => {
    const response = await fetch(`${otlpUrl}/spans/${caller.traceId}`);
    const trace = new Trace(caller, (await response.json()) as ReceivedSpan[]);
    problems = [...missing(trace), ...trace.orphans().map(({ service, name }) => `parent of "${name}" of ${service}`)];
    return problems.length === 0 ? trace : null;
  };
  return waitFor(look, { deadlineMs: 30_000, description: () => `${problems.join(', ')} in trace ${caller.traceId}` });
}
