import type { GauntletEvent, Topic, TOPICS } from '@gauntlet/contracts';
import type { StoredRecord } from '@gauntlet/messaging';
import { storedEvent } from '../kafka/stored-event';
import { readSince } from './read-since';
import { TextsTooLargeError } from './traffic.errors';

type RecordedTopic = (typeof TOPICS)['accepted' | 'released' | 'generated' | 'feedback'];

/** The events of one request, by topic, in the order of their offsets. */
export type RecordedEvents<T extends Topic> = { readonly [Name in T]?: readonly GauntletEvent<Name>[] };

const MOST_MIB = 512;
const MIB = 1_048_576;

/**
 * Reads events of these requests, with their texts, which are held in memory and nowhere else.
 * @param since when the first of them was accepted, in epoch milliseconds
 * @throws TextsTooLargeError when they have more than 512 MiB.
 */
export async function recordedEvents<T extends RecordedTopic>(
  topics: readonly T[],
  ids: ReadonlySet<string>,
  since: number,
): Promise<Map<string, RecordedEvents<T>>> {
  const found = new Map<string, { [topic: string]: GauntletEvent<T>[] }>();
  let bytes = 0;
  const onRecord = (record: StoredRecord) => {
    const id = record.key?.toString() ?? '';
    if (!ids.has(id)) return;
    const event = storedEvent(record.topic as T, record);
    if (!event) return;
    bytes += record.value?.byteLength ?? 0;
    if (bytes > MOST_MIB * MIB) throw new TextsTooLargeError(MOST_MIB, found.size, ids.size);
    const events = found.get(id) ?? {};
    events[record.topic] = [...(events[record.topic] ?? []), event];
    found.set(id, events);
  };
  await readSince(since, topics, onRecord);
  return found as unknown as Map<string, RecordedEvents<T>>;
}
