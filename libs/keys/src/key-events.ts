import { randomUUID } from 'node:crypto';
import { type GauntletEvent, type KeyScope, TOPICS } from '@gauntlet/contracts';
import { createKeyId, createKeyText, hashOfKey } from './key-text';

/** What somebody wants of a new key. */
export interface KeyWish {
  readonly tenant: string;
  readonly scopes: KeyScope[];
  readonly label: string;
  readonly by: string;
}

/** A new key: its text, to be shown once and kept nowhere, and the event that puts it in force. */
export interface NewKey {
  readonly text: string;
  readonly event: GauntletEvent<typeof TOPICS.keyCreated>;
}

const SOURCE = '/gauntlet/keys';

/** Makes a key that nobody knows before `event` is published; the event holds its hash, never its text. */
export function createKey({ tenant, scopes, label, by }: KeyWish, pepper: string): NewKey {
  const [text, id, at] = [createKeyText(), createKeyId(), new Date().toISOString()];
  const facts = { id, tenant, scopes, hash: hashOfKey(text, pepper), at, by };
  return { text, event: { ...attributes(id, at), topic: TOPICS.keyCreated, facts, content: { label } } };
}

/** The event that makes a key void for ever. */
export function revokedEvent(
  id: string,
  { by, reason }: { by: string; reason: string },
): GauntletEvent<typeof TOPICS.keyRevoked> {
  const at = new Date().toISOString();
  return { ...attributes(id, at), topic: TOPICS.keyRevoked, facts: { id, at, by }, content: { reason } };
}

function attributes(key: string, time: string) {
  return { id: randomUUID(), key, source: SOURCE, time };
}
