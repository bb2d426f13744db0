import type { Attempt } from '@gauntlet/contracts';
import { Database, storableJson, storableText } from '@gauntlet/persistence';
import { Injectable } from '@nestjs/common';
import { ModelInvokerConfig } from './model-invoker.config';
import type { CallKey, Reply, RungResult } from './rung';

/** Who holds a call: the claim is new for each try to hold it, the owner is the process, for people who look. */
export interface Holder {
  readonly claim: string;
  readonly owner: string;
}

/** A held call whose lease is to be renewed. */
export interface Lease extends CallKey {
  readonly claim: string;
}

/** A call as the table has it. */
export interface StoredCall {
  /** How often it was taken over from a holder whose lease had run out. */
  readonly cuts: number;
  readonly leaseLeftMs: number;
  /** Null while nobody has stored what came of it. */
  readonly result: RungResult | null;
}

interface CallRow {
  readonly cuts: number;
  readonly lease_left_ms: number;
  readonly attempts: Attempt[] | null;
  readonly reply: Omit<Reply, 'text'> | null;
  readonly completion: string | null;
}

// A result is final: nothing claims, renews or overwrites a row that has one.
const CLAIM = `
  INSERT INTO model_invoker.calls AS held (request_id, turn, rung, claim, owner, lease_until)
  VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6 / 1000.0))
  ON CONFLICT (request_id, turn, rung) DO UPDATE
    SET claim = excluded.claim, owner = excluded.owner, lease_until = excluded.lease_until, cuts = held.cuts + 1
    WHERE held.stored_at IS NULL AND held.lease_until < now()
  RETURNING cuts`;
const FIND = `
  SELECT cuts, attempts, reply, completion,
    greatest(0, extract(epoch FROM lease_until - now()) * 1000)::float8 AS lease_left_ms
  FROM model_invoker.calls WHERE request_id = $1 AND turn = $2 AND rung = $3`;
const RENEW = `
  UPDATE model_invoker.calls AS held SET lease_until = now() + make_interval(secs => $5 / 1000.0)
  FROM unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[]) AS mine (request_id, turn, rung, claim)
  WHERE held.request_id = mine.request_id AND held.turn = mine.turn AND held.rung = mine.rung
    AND held.claim = mine.claim AND held.stored_at IS NULL
  RETURNING held.claim`;
const STORE = `
  INSERT INTO model_invoker.calls AS held
    (request_id, turn, rung, claim, owner, lease_until, stored_at, attempts, reply, completion)
  VALUES ($1, $2, $3, $4, $5, now(), now(), $6, $7, $8)
  ON CONFLICT (request_id, turn, rung) DO UPDATE
    SET stored_at = now(), attempts = excluded.attempts, reply = excluded.reply, completion = excluded.completion
    WHERE held.stored_at IS NULL
  RETURNING cuts`;
const REMOVE = `
  DELETE FROM model_invoker.calls WHERE ctid = ANY (ARRAY (
    SELECT ctid FROM model_invoker.calls WHERE claimed_at < now() - make_interval(days => $1) LIMIT $2))
  RETURNING 1`;

/** The table of paid calls. All times are the database's, so that clocks of processes don't matter. */
@Injectable()
export class CallRepository {
  constructor(
    private readonly database: Database,
    private readonly config: ModelInvokerConfig,
  ) {}

  /** Takes a call that is new or whose lease ran out: the cuts so far, or null when it is stored or held. */
  async claim(key: CallKey, { claim, owner }: Holder): Promise<number | null> {
    const parameters = [...keyOf(key), claim, owner, this.config.LEDGER_LEASE_MS];
    const [row] = await this.database.query<Pick<CallRow, 'cuts'>>(CLAIM, parameters);
    return row?.cuts ?? null;
  }

  async find(key: CallKey): Promise<StoredCall | null> {
    const [row] = await this.database.query<CallRow>(FIND, keyOf(key));
    return row ? { cuts: row.cuts, leaseLeftMs: row.lease_left_ms, result: resultOf(row) } : null;
  }

  /** Renews all leases in one statement and gives the claims that were still held. */
  async renew(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    const columns = (['requestId', 'turn', 'rung', 'claim'] as const).map((name) => leases.map((lease) => lease[name]));
    const rows = await this.database.query<Lease>(RENEW, [...columns, this.config.LEDGER_LEASE_MS]);
    return new Set(rows.map(({ claim }) => claim));
  }

  /** Stores what came of a call unless that was done before: the cuts, or null when somebody else was first. */
  async store(key: CallKey, { claim, owner }: Holder, { attempts, reply }: RungResult): Promise<number | null> {
    const { text = null, ...facts } = reply ?? {};
    const result = [storableJson(attempts), reply && storableJson(facts), text === null ? null : storableText(text)];
    const [row] = await this.database.query<Pick<CallRow, 'cuts'>>(STORE, [...keyOf(key), claim, owner, ...result]);
    return row?.cuts ?? null;
  }

  /** Removes at most `limit` calls that are older than the retention, and says how many. */
  async removeOld(limit: number): Promise<number> {
    return (await this.database.query(REMOVE, [this.config.LEDGER_RETENTION_DAYS, limit])).length;
  }
}

function keyOf({ requestId, turn, rung }: CallKey): (string | number)[] {
  return [requestId, turn, rung];
}

function resultOf({ attempts, reply, completion }: CallRow): RungResult | null {
  if (!attempts) return null;
  return { attempts, reply: reply && { ...reply, text: completion ?? '' } };
}
