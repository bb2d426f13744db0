import { RecordReader, type StoredRecord } from '@gauntlet/messaging';
import { reachKafka } from '../kafka/reach-kafka';

/** Clocks of different machines differ by less. */
const SLACK_MS = 60_000;

/**
 * Reads what topics hold of a time and later, up to what was there when it began.
 * @throws TopicsMissingError, KafkaUnreachableError as `reachKafka` does.
 */
export async function readSince(
  time: number,
  topics: readonly string[],
  onRecord: (record: StoredRecord) => void,
): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  // A reader's listener must not throw: what it would throw is thrown here.
  const guarded = (record: StoredRecord) => {
    if (failure) return;
    try {
      onRecord(record);
    } catch (error) {
      failure = { error };
    }
  };
  const options = { topics, from: { since: Math.max(0, time - SLACK_MS) }, onRecord: guarded };
  const reader = await reachKafka(topics, (client) => RecordReader.open(client, options));
  try {
    await reader.caughtUp;
  } finally {
    await reader.close();
  }
  if (failure) throw failure.error;
}
