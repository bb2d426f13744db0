import { BaseRpcContext } from '@nestjs/microservices/ctx-host/base-rpc.context';
import { trace } from '@opentelemetry/api';
import type { KafkaMessage } from 'kafkajs';
import { recordTime } from '../read/record-time';

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

/** Where in the log an event stands; `offset` is a decimal string, as it may exceed a safe integer. */
export interface EventPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/**
 * What a handler gets beside the event with `@Ctx()`. Holds no consumer or producer on purpose: offsets are committed by
 * messaging alone, and events are published with `EventPublisher`.
 */
export class EventContext extends BaseRpcContext<[EventPosition, KafkaMessage]> {
  /**
   * @param mayBeRepeat True for what was written before the group's last rebalance: another instance may have worked on it,
   * and may still. False: nobody else was given it, unless one goes on for a moment without knowing of its loss.
   */
  constructor(
    readonly position: EventPosition,
    message: KafkaMessage,
    readonly mayBeRepeat: boolean,
  ) {
    super([position, message]);
  }

  /** The record as it came: raw bytes, headers, and Kafka's timestamp in milliseconds as a string. */
  getMessage(): KafkaMessage {
    return this.args[1];
  }
}
