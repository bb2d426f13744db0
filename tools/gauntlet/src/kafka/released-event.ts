import { decodeEvent, type GauntletEvent, InvalidEventError, TOPICS } from '@gauntlet/contracts';
import type { StoredRecord } from '@gauntlet/messaging';

/** The event in a record of the released topic; null for what is no valid event, which is the dead letters' business. */
export function releasedEvent({ key, value, headers }: StoredRecord): GauntletEvent<typeof TOPICS.released> | null {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString()]));
  try {
    return decodeEvent({ topic: TOPICS.released, key, value, headers: texts });
  } catch (error) {
    if (error instanceof InvalidEventError) return null;
    throw error;
  }
}
