import { RecordReader, type StoredRecord } from '@gauntlet/messaging';
import { endsWithin } from '@gauntlet/timing';
import { reachKafka } from '../kafka/reach-kafka';
import { DEAD_LETTER_TOPICS, type DeadLetter, deadLetters, isNotOriginal } from './dead-letter';
import { DeadLetterRefusedError, DeadLettersUnreachableError } from './dead-letter.errors';

const LIMIT_MS = 30_000;

/**
 * All dead letters that the topics still hold (30 days).
 * @throws DeadLettersUnreachableError when they were not read within 30 s; a retry helps.
 */
export async function readDeadLetters(): Promise<DeadLetter[]> {
  const records: StoredRecord[] = [];
  const onRecord = (record: StoredRecord) => records.push(record);
  const options = { topics: DEAD_LETTER_TOPICS, from: 'beginning', onRecord } as const;
  const reader = await reachKafka(DEAD_LETTER_TOPICS, (client) => RecordReader.open(client, options));
  try {
    if (!(await endsWithin(LIMIT_MS, reader.caughtUp))) throw new DeadLettersUnreachableError(LIMIT_MS);
    return deadLetters(records);
  } finally {
    await reader.close();
  }
}

/**
 * These letters, each unhandled; all unhandled ones for an empty list.
 * @throws DeadLetterRefusedError for one that is not there or was handled before; nothing may be done then.
 */
export async function openDeadLetters(ids: readonly string[]): Promise<DeadLetter[]> {
  const letters = await readDeadLetters();
  if (ids.length === 0) return letters.filter(({ handling }) => handling === null);
  return ids.map((id) => unhandled(deadLetterOf(letters, id)));
}

/**
 * Those of {@link openDeadLetters} that can be put back; of an empty list the others are left out.
 * @throws DeadLetterRefusedError also for one that is named and can't be put back.
 */
export async function retryableDeadLetters(ids: readonly string[]): Promise<DeadLetter[]> {
  const letters = await openDeadLetters(ids);
  for (const letter of letters) {
    const problem = isNotOriginal(letter);
    if (problem && ids.length > 0) throw new DeadLetterRefusedError(letter.id, `${problem}; drop it instead`);
  }
  return letters.filter((letter) => isNotOriginal(letter) === null);
}

/** @throws DeadLetterRefusedError for an id that is no letter's. */
export function deadLetterOf(letters: readonly DeadLetter[], id: string): DeadLetter {
  const letter = letters.find((one) => one.id === id);
  if (letter) return letter;
  throw new DeadLetterRefusedError(id, 'is no dead letter; see `gauntlet dlq list`');
}

function unhandled(letter: DeadLetter): DeadLetter {
  if (!letter.handling) return letter;
  const { how, by, at } = letter.handling;
  throw new DeadLetterRefusedError(letter.id, `was ${how} by ${by} at ${at}`);
}
