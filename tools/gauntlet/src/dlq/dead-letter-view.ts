import { createHash } from 'node:crypto';
import { UUID_PATTERN } from '@gauntlet/contracts';
import { redact, redactMap } from '@gauntlet/redaction';
import { type DeadLetter, text } from './dead-letter';

const REQUEST_ID = new RegExp(`^${UUID_PATTERN}$`, 'i');

/**
 * What is shown of a letter. Its sender chose key and headers, so they may name a person: without `content` a key that is
 * no request's id is a hash, by which letters of one key are still told to be so, and headers are redacted.
 */
export async function viewOf(letter: DeadLetter, { content = false }: { content?: boolean } = {}) {
  const { id, record, handling } = letter;
  const header = (name: string) => text(record, name);
  const key = record.key?.toString() ?? null;
  const headers = originalHeaders(letter);
  return {
    id,
    at: new Date(record.writtenAt).toISOString(),
    group: header('dlq-group'),
    code: header('dlq-error-code'),
    message: redact(header('dlq-error-message')).text,
    attempts: Number(header('dlq-attempts')),
    source: `${header('dlq-topic')}/${header('dlq-partition')}/${header('dlq-offset')}`,
    bytes: record.value?.byteLength ?? 0,
    handled: handling,
    key: content || key === null ? key : shownKey(key),
    headers: content ? headers : await redactMap(headers),
    ...(content ? { content: record.value?.toString('utf8') ?? null } : {}),
  };
}

function originalHeaders({ record }: DeadLetter): Record<string, string> {
  const original = Object.entries(record.headers).filter(([name]) => !name.startsWith('dlq-'));
  return Object.fromEntries(original.map(([name, value]) => [name, value.toString()]));
}

function shownKey(key: string): string {
  return REQUEST_ID.test(key) ? key : `sha256:${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}
