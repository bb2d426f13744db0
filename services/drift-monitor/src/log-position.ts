import type { EventContext } from '@gauntlet/messaging';

/** Where an event stands in the log, and when it got there. */
export interface LogPosition {
  readonly partition: number;
  /** Decimal string: an offset may exceed a safe integer. */
  readonly offset: string;
  /** Kafka's time of the record in milliseconds since the epoch. */
  readonly timestamp: number;
}

/** Position of the event that is being handled. */
export function positionOf(context: EventContext): LogPosition {
  const { partition, offset } = context.position;
  return { partition, offset, timestamp: Number(context.getMessage().timestamp) };
}
