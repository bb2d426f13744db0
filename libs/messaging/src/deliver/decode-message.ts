import type { KafkaMessage } from 'kafkajs';
import { decodeEvent, type GauntletEvent, type Topic } from '@gauntlet/contracts';
import { unreadableBatch } from '../batches/unreadable-batch';
import type { HeldMessage } from '../consume/assigned-partition';
import { textHeaders } from '../tracing';

/**
 * The event in a record of this topic.
 * @throws InvalidEventError naming each bad field, UnreadableBatchError for a record that stands in for a whole batch; a
 * retry doesn't help.
 */
export function decodeMessage<T extends Topic>(topic: T, message: KafkaMessage): GauntletEvent<T> {
  const unreadable = unreadableBatch(message);
  if (unreadable) throw unreadable;
  const { key, headers, value } = message;
  return decodeEvent<T>({ topic, key, headers: textHeaders(headers), value });
}

/** The event in a held record; throws as {@link decodeMessage}. */
export function decodeHeld({ message, partition }: HeldMessage): GauntletEvent {
  return decodeMessage(partition.topic as Topic, message);
}
