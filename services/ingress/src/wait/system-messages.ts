import type { Database } from '@gauntlet/persistence';
import type { Candidate } from './candidate';

type StoredRecord = Candidate['event'];
type Message = StoredRecord['content']['messages'][number];

interface Row {
  readonly accepted_at: Date;
  readonly record: StoredRecord;
}

const FIND = `
  SELECT shared.hash, shared.messages FROM ingress.system_messages AS shared
  JOIN unnest($1::timestamptz[], $2::text[]) AS named (accepted_at, hash)
    ON shared.hash = named.hash AND shared.accepted_at = date_trunc('day', named.accepted_at, 'UTC')`;

/** These rows with the system messages that `SharedMessagesWriter` stored beside some records. Throws as `Database.query` does. */
export async function withSystemMessages<Any extends Row>(database: Database, rows: readonly Any[]): Promise<Any[]> {
  const naming = rows.filter(({ record }) => hashIn(record));
  const shared = naming.length > 0 ? await find(database, naming) : new Map<string | undefined, Message[]>();
  return rows.map((row) => ({ ...row, record: whole(row.record, shared.get(hashIn(row.record))) }));
}

async function find(database: Database, rows: readonly Row[]): Promise<Map<string | undefined, Message[]>> {
  const parameters = [rows.map((row) => row.accepted_at), rows.map(({ record }) => hashIn(record))];
  const found = await database.query<{ hash: string; messages: Message[] }>(FIND, parameters);
  return new Map(found.map(({ hash, messages }) => [hash, messages]));
}

function hashIn({ content }: StoredRecord): string | undefined {
  const [first] = content.messages as readonly { readonly hash?: string }[];
  return first?.hash;
}

function whole({ facts, content }: StoredRecord, shared?: readonly Message[]): StoredRecord {
  if (!shared) return { facts, content };
  return { facts, content: { ...content, messages: [...shared, ...content.messages.slice(1)] } };
}
