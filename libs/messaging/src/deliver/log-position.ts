import { trace } from '@opentelemetry/api';
import { recordTime } from '../read/record-time';
import type { EventContext } from './event-context';

/** Where an event stands in its topic, when it got there, and the trace that it belongs to; plain data for services. */
export interface LogPosition {
  readonly partition: number;
  /** Decimal string: an offset may exceed a safe integer. */
  readonly offset: string;
  /** Kafka's time of the record in milliseconds since the epoch; now for one that can't be true, as a producer's may be. */
  readonly timestamp: number;
  /** Null when nothing is traced. */
  readonly traceId: string | null;
}

/** Position of the event that is being handled; asked inside the handler, where its span is active. */
export function positionOf(context: EventContext): LogPosition {
  const { partition, offset } = context.position;
  return {
    partition,
    offset,
    timestamp: recordTime(context.getMessage().timestamp),
    traceId: trace.getActiveSpan()?.spanContext().traceId ?? null,
  };
}
