import { decodeEvent, type GauntletEvent, InvalidEventError, type Topic } from '@gauntlet/contracts';
import type { StoredRecord } from '@gauntlet/messaging';

/** The event in a record of a topic; null for what is no valid event, which is the dead letters' business. */
export function storedEvent<T extends Topic>(topic: T, { key, value, headers }: StoredRecord): GauntletEvent<T> | null {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString()]));
  try {
    return decodeEvent({ topic, key, value, headers: texts });
  } catch (error) {
    if (error instanceof InvalidEventError) return null;
    throw error;
  }
}
