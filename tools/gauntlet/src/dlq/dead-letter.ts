import { deadLetterTopic, SERVICES } from '@gauntlet/contracts';
import type { OutgoingRecord, StoredRecord } from '@gauntlet/messaging';

/** What was done about a dead letter, by whom and when; kept in the dead-letter topic itself. */
export interface Handling {
  readonly how: 'retried' | 'dropped';
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** A record that a service put aside. */
export interface DeadLetter {
  /** `<service>/<partition>/<offset>` of the letter. */
  readonly id: string;
  readonly record: StoredRecord;
  /** Null while nobody has taken care of it. */
  readonly handling: Handling | null;
}

/** Marks a letter as handled: a record of its own behind it, so that the letter itself is never touched. */
const MARK = 'dlq-handled';
/** Counts how often a record was put back. */
const RETRY = 'gauntlet-retry';

/** Topics of all dead letters. */
export const DEAD_LETTER_TOPICS = SERVICES.map(deadLetterTopic);

/** The letters among these records, oldest first, each with what was done about it. */
export function deadLetters(records: readonly StoredRecord[]): DeadLetter[] {
  const marks = new Map(records.filter(isMark).map((mark) => [text(mark, 'dlq-letter'), handlingOf(mark)]));
  const letters = records.filter((record) => !isMark(record)).sort((a, b) => a.writtenAt - b.writtenAt);
  return letters.map((record) => ({ id: idOf(record), record, handling: marks.get(idOf(record)) ?? null }));
}

/** Why a letter can't be put back: it is not the record as it was. Null for one that is. */
export function isNotOriginal(letter: DeadLetter): string | null {
  if (text(letter.record, 'dlq-first-offset')) return 'holds a batch that could not be read, which is no record';
  if (!text(letter.record, 'dlq-topic')) return 'does not say which topic it came from';
  const cut = text(letter.record, 'dlq-cut');
  return cut ? `was cut when it was put aside (${cut})` : null;
}

/** The record as it was before it was put aside, for its own topic, with how often it was put back. */
export function originalOf({ record }: DeadLetter): OutgoingRecord {
  const headers = Object.entries(record.headers).filter(([name]) => !name.startsWith('dlq-'));
  const retries = Number(text(record, RETRY) || 0) + 1;
  const { key, value } = record;
  return {
    topic: text(record, 'dlq-topic'),
    key,
    value,
    headers: { ...Object.fromEntries(headers), [RETRY]: String(retries) },
  };
}

/** The record that says what was done about a letter. */
export function markOf({ id, record }: DeadLetter, { how, by, at, reason }: Handling): OutgoingRecord {
  const headers = { [MARK]: how, 'dlq-letter': id, 'dlq-by': by, 'dlq-at': at, 'dlq-reason': reason };
  return { topic: record.topic, key: id, value: null, headers };
}

/** A header of a letter as text, empty where there is none. */
export function text({ headers }: StoredRecord, name: string): string {
  return headers[name]?.toString() ?? '';
}

// A letter always says which group gave it up, whatever headers its sender chose.
function isMark({ headers }: StoredRecord): boolean {
  return headers[MARK] !== undefined && headers['dlq-group'] === undefined;
}

function idOf({ topic, partition, offset }: StoredRecord): string {
  return `${topic.replace(/\.dlq\.v1$/, '')}/${partition}/${offset}`;
}

function handlingOf(mark: StoredRecord): Handling {
  const how = text(mark, MARK) === 'retried' ? 'retried' : 'dropped';
  return { how, by: text(mark, 'dlq-by'), at: text(mark, 'dlq-at'), reason: text(mark, 'dlq-reason') };
}
