import { createHash } from 'node:crypto';
import { BoundedMemory } from '@gauntlet/timing';
import { type BulkTarget, BulkWriter, type Gathering, type RowOf } from './bulk-writer';
import type { Database } from './database';
import { storableJson } from './storable';

interface Message {
  readonly role: string;
  readonly content: string;
}

const tableOf = (table: string) => ({
  table,
  columns: { accepted_at: 'timestamptz', hash: 'text', messages: 'jsonb' } as const,
  conflict: '(accepted_at, hash) DO NOTHING',
});

type SystemMessages = ReturnType<typeof tableOf>;

interface SharedMessages extends RowOf<SystemMessages> {
  readonly messages: readonly Message[];
}

/** Characters of JSON. Shorter ones stay in their record: a hash and a row of their own would save nothing. */
const FEWEST_CHARACTERS = 256;
const REMEMBERED = 1_000;
/** Records are kept for 8 days at least. So what is removed with the last record of a day is named by no new record. */
const MOST_AGE_MS = 7 * 86_400_000;

/**
 * Writes records of requests. Most records of a prompt version begin with the same system messages. Those are stored once
 * for all records that were accepted on the same day (UTC), in a table beside, by their hash. In their place a record has
 * `{ "role": "system", "hash": "…" }`, and readers put them back. One statement writes a record and what it names, so
 * neither a crash nor a failover parts the two. The table has the columns `accepted_at` (the start of the day), `hash` and
 * `messages`, and its rows have to stay a day longer than the records of their day.
 *
 * System messages stay in their record when they are short, when this process has not met them before, since they may be
 * made for this one request, and when the record was accepted more than a week ago, since its day may be about to go.
 */
export class SharedMessagesWriter<Target extends BulkTarget> {
  private readonly met = new BoundedMemory<true>({ entries: REMEMBERED });
  private readonly rows: BulkWriter<Target, SystemMessages>;

  /** @param systemMessages qualified name of the table beside */
  constructor(database: Database, target: Target, systemMessages: string, gathering?: Gathering) {
    this.rows = new BulkWriter(database, target, tableOf(systemMessages), gathering);
  }

  /**
   * Resolves once the record is committed with what it names, or was there already. Throws as `BulkWriter.write` does.
   * @param messages of the record, as they may be stored
   * @param rowWith the row with these messages in their place
   */
  write(
    messages: readonly Message[],
    acceptedAt: string,
    rowWith: (messages: readonly object[]) => RowOf<Target>,
  ): Promise<void> {
    const shared = this.sharedBy(messages, acceptedAt);
    if (!shared) return this.rows.write(rowWith(messages));
    const { accepted_at, hash } = shared;
    const stored = [{ role: 'system', hash }, ...messages.slice(shared.messages.length)];
    return this.rows.write(rowWith(stored), { key: `${accepted_at} ${hash}`, row: shared });
  }

  private sharedBy(all: readonly Message[], acceptedAt: string): SharedMessages | null {
    const messages = leadingSystemMessages(all);
    const json = storableJson(messages);
    const isOld = Date.now() - Date.parse(acceptedAt) > MOST_AGE_MS;
    if (isOld || json.length < FEWEST_CHARACTERS) return null;
    const hash = createHash('sha256').update(json).digest('base64url');
    return this.cameBefore(hash) ? { accepted_at: startOfDay(acceptedAt), hash, messages } : null;
  }

  private cameBefore(hash: string): boolean {
    const known = this.met.get(hash) ?? false;
    this.met.set(hash, true);
    return known;
  }
}

function leadingSystemMessages(messages: readonly Message[]): readonly Message[] {
  const first = messages.findIndex(({ role }) => role !== 'system');
  return first === -1 ? messages : messages.slice(0, first);
}

function startOfDay(time: string): string {
  return `${new Date(time).toISOString().slice(0, 10)}T00:00:00.000Z`;
}
