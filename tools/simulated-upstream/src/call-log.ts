import { closeSync, openSync, writeSync } from 'node:fs';

/** One call that reached the upstream: facts only, never a text. */
export interface CallRecord {
  /** When the call arrived, RFC 3339. */
  readonly time: string;
  readonly idempotencyKey: string | null;
  /** 1 for the first call of its idempotency key, as far as this process has seen. */
  readonly attempt: number;
  /** SHA-256 of the request body, hex. */
  readonly bodyHash: string;
  readonly model: string;
  /** What was answered; 0 where no status was sent (hang-up, never answered). */
  readonly status: number;
  /** A completion was made: a real provider would bill it, even when the caller had gone. */
  readonly paid: boolean;
  readonly callerGone: boolean;
}

const CALLS_KEPT = 10_000;

/**
 * The provider's side of the ledger test. With a file every call is one JSON line, written before the answer is sent:
 * a killed caller or upstream can't have got an answer that is not in it.
 */
export class CallLog {
  private readonly recent: CallRecord[] = [];
  private readonly file: number | null;

  constructor(path: string | undefined) {
    this.file = path ? openSync(path, 'a') : null;
  }

  append(record: CallRecord): void {
    if (this.file !== null) writeSync(this.file, `${JSON.stringify(record)}\n`);
    this.recent.push(record);
    if (this.recent.length > CALLS_KEPT) this.recent.shift();
  }

  /** The latest 10,000 calls, oldest first. */
  calls(): readonly CallRecord[] {
    return this.recent;
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
  }
}
