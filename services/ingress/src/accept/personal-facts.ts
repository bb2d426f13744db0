import { createHmac } from 'node:crypto';
import { OWN_TENANT, type RequestFacts } from '@gauntlet/contracts';
import { redact, redactMap } from '@gauntlet/redaction';

/** Tags without personal data, before they are published or stored anywhere. */
export function redactedTags(tags: Readonly<Record<string, string>>, tenant: string): RequestFacts['tags'] {
  // Tags of our own requests hold ids, which may look like a card number and must stay.
  return tenant === OWN_TENANT ? { ...tags } : redactMap(tags);
}

/**
 * A conversation without personal data. One that holds some gets a pseudonym, always the same for a tenant and a secret,
 * so that its requests still belong together.
 */
export function pseudonymised(conversation: string, { tenant, secret }: { tenant: string; secret: string }): string {
  if (redact(conversation).found.length === 0) return conversation;
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify(['conversation', tenant, conversation]))
    .digest();
  // Letters only: digits could look like a card number to whoever redacts it again.
  return `conversation-${Array.from(digest.subarray(0, 16), letters).join('')}`;
}

function letters(byte: number): string {
  return String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15));
}
