import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What a client knows of one of its requests. */
export interface ClientRecord {
  /** Idempotency-Key, unique per request. */
  readonly key: string;
  /** When the client first tried, epoch milliseconds. */
  readonly sentAt: number;
  /** HTTP tries, the successful one included. */
  readonly tries: number;
  /** Null while there was neither an answer nor a final refusal. */
  readonly end: ClientEnd | null;
}

/** How a request ended for its client. */
export interface ClientEnd {
  readonly at: number;
  readonly status: number;
  readonly requestId: string | null;
  readonly outcome: string | null;
  readonly answer: string | null;
  /** False only when the answer says of itself that it has no record. */
  readonly recorded: boolean;
}

type Line = { readonly key: string; readonly at: number } & ({ readonly try: number } | { readonly end: ClientEnd });

/**
 * The client's own books: one line per try before it is sent, one line per end. Written synchronously, so whatever
 * dies later, the lines stay; an id that is in no line was never sent by this client.
 */
export class ClientLedger {
  constructor(readonly path: string) {}

  tried(key: string, number: number): void {
    this.append({ key, at: Date.now(), try: number });
  }

  ended(key: string, end: ClientEnd): void {
    this.append({ key, at: end.at, end });
  }

  /** All requests by key, in the order of their first try. */
  records(): Map<string, ClientRecord> {
    const records = new Map<string, ClientRecord>();
    for (const line of this.lines()) {
      const before = records.get(line.key) ?? { key: line.key, sentAt: line.at, tries: 0, end: null };
      records.set(line.key, 'try' in line ? { ...before, tries: line.try } : { ...before, end: line.end });
    }
    return records;
  }

  private lines(): Line[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Line);
  }

  private append(line: Line): void {
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }
}
