import { type GauntletEvent, type KeyCreatedV1, type KeyRevokedV1, TOPICS } from '@gauntlet/contracts';

/** Topics that together say which API keys are in force. */
export const KEY_TOPICS = [TOPICS.keyCreated, TOPICS.keyRevoked] as const;

/** One of the keys' topics. */
export type KeyTopic = (typeof KEY_TOPICS)[number];

/** An event of one of the keys' topics. */
export type KeyEvent = GauntletEvent<typeof TOPICS.keyCreated> | GauntletEvent<typeof TOPICS.keyRevoked>;

/** A key as it was created, and who revoked it, if anybody did. */
export interface KeyRecord {
  readonly created: KeyCreatedV1;
  readonly revoked: KeyRevokedV1 | null;
}

/** What the keys' topics say so far; pure. The topics come in no particular order to each other, so that none may matter. */
export class KeyProjection {
  private readonly created = new Map<string, KeyCreatedV1>();
  private readonly idByHash = new Map<string, string>();
  private readonly revoked = new Map<string, KeyRevokedV1>();

  /** Takes one event in; a repeat changes nothing, and a second key under a taken id or hash is no key. */
  apply(event: KeyEvent): void {
    const { id } = event.facts;
    if (event.topic === TOPICS.keyRevoked) return this.revoke(id, event);
    const { facts, content } = event;
    if (this.created.has(id) || this.idByHash.has(facts.hash)) return;
    this.created.set(id, { facts, content });
    this.idByHash.set(facts.hash, id);
  }

  /** The key with this hash, while it is in force. */
  inForce(hash: string): KeyCreatedV1['facts'] | null {
    const id = this.idByHash.get(hash);
    if (id === undefined || this.revoked.has(id)) return null;
    return this.created.get(id)?.facts ?? null;
  }

  /** The record of a key by its public id. */
  find(id: string): KeyRecord | null {
    const created = this.created.get(id);
    return created ? { created, revoked: this.revoked.get(id) ?? null } : null;
  }

  /** Every key that ever was, in the order of creation. */
  all(): KeyRecord[] {
    return [...this.created.keys()].flatMap((id) => this.find(id) ?? []);
  }

  private revoke(id: string, { facts, content }: KeyRevokedV1): void {
    if (!this.revoked.has(id)) this.revoked.set(id, { facts, content });
  }
}
