import { decodeEvent, type GauntletEvent, type Topic } from '@gauntlet/contracts';
import type { HeldMessage } from './assigned-partition';
import { textHeaders } from './tracing';

/**
 * The event in a held record.
 * @throws InvalidEventError naming each bad field; a retry doesn't help.
 */
export function decodeHeld({ message, partition }: HeldMessage): GauntletEvent {
  return decodeEvent({
    topic: partition.topic as Topic,
    key: message.key,
    headers: textHeaders(message.headers),
    value: message.value,
  });
}
