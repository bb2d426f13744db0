import { redact } from '@gauntlet/redaction';

/** Model names, codes and paths of fields as makers write them: no space, no quote, no control character. */
const WORD = /^[\w./:@+#[\]-]{1,128}$/;

/**
 * A name or a code that a provider wrote, safe for a record, a log and a label; null for anything else.
 * @param secret the key that it was called with, which a provider may quote
 */
export function wordOrNull(value: unknown, secret: string | null = null): string | null {
  const word = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof word !== 'string' || !WORD.test(word)) return null;
  const isQuote = secret !== null && word.includes(secret);
  return isQuote || redact(word).found.length > 0 ? null : word;
}
