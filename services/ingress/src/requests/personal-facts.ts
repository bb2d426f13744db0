import { createHmac } from 'node:crypto';
import { OWN_TENANT, type RequestFacts } from '@gauntlet/contracts';
import { redact, redactMap } from '@gauntlet/redaction';

/** What a caller says about its request besides the texts. */
export interface CallerFacts {
  readonly tenant: string;
  readonly conversation: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Conversation and tags without personal data, before they are published or stored anywhere. A conversation that holds
 * some gets a pseudonym, always the same for a tenant and a secret, so that its requests still belong together.
 */
export function withoutPersonalData(
  { tenant, conversation, tags }: CallerFacts,
  secret: string,
): Pick<RequestFacts, 'conversation' | 'tags'> {
  // Tags of our own requests hold ids, which may look like a card number and must stay.
  const kept = tenant === OWN_TENANT ? { ...tags } : redactMap(tags);
  return { tags: kept, ...(conversation ? { conversation: pseudonymised(conversation, tenant, secret) } : {}) };
}

function pseudonymised(conversation: string, tenant: string, secret: string): string {
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
