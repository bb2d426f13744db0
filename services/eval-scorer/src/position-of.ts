import { trace } from '@opentelemetry/api';
import type { EventContext } from '@gauntlet/messaging';
import type { LogPosition } from './log-position';

/** Position of the event that is being handled, with the trace that it belongs to. */
export function positionOf(context: EventContext): LogPosition {
  const { partition, offset } = context.position;
  return {
    partition,
    offset,
    timestamp: Number(context.getMessage().timestamp),
    traceId: trace.getActiveSpan()?.spanContext().traceId ?? null,
  };
}
