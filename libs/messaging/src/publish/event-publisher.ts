import { encodeEvent, type GauntletEvent, type Topic } from '@gauntlet/contracts';
import { inProducerSpan } from '../tracing';
import type { RecordPosition } from './outgoing-record';
import type { RecordWriter } from './record-writer';

/** Publishes events with all acknowledgements, batched under load, each with its PRODUCER span and trace headers. */
export class EventPublisher {
  constructor(private readonly writer: RecordWriter) {}

  /**
   * Resolves with the event's position once all in-sync replicas have it; always await it. Events of one key that are
   * published by one process keep their order.
   * @throws InvalidEventError when the event breaks its contract or Kafka refuses it; a retry doesn't help.
   * @throws BrokerUnavailableError when Kafka acknowledged nothing within `MESSAGING_PUBLISH_TIMEOUT_MS` (10 s); a
   * retry helps. The event may be in the log all the same: a repeat has the same id.
   */
  async publish<T extends Topic>(event: GauntletEvent<T>): Promise<RecordPosition> {
    const { key, headers, value } = encodeEvent(event);
    return inProducerSpan({ topic: event.topic, key }, (traceHeaders) =>
      this.writer.write({ topic: event.topic, key, value, headers: { ...headers, ...traceHeaders } }),
    );
  }
}
