import { BaseRpcContext } from '@nestjs/microservices/ctx-host/base-rpc.context';
import type { KafkaMessage } from 'kafkajs';

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
