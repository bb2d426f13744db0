import { Injectable } from '@nestjs/common';
import type { Attempt } from '@gauntlet/contracts';
import { Database, StatementError, storableJson, withTransientTries } from '@gauntlet/persistence';
import { Batcher } from '@gauntlet/timing';
import { ModelInvokerConfig } from '../model-invoker.config';
import { type CallKey, idempotencyKeyOf, type Reply, type RungResult } from '../rung';

// A stored result is final: nothing claims or overwrites a row that has one. Rows are locked by order of their key, so
// that batches of two processes never wait for each other in a circle.

/**
 * Takes calls that are new or, if $7, whose lease ran out, and gives the claims that succeeded with the cuts so far.
 */
const CLAIM = `
  INSERT INTO model_invoker.calls AS held (request_id, turn, rung, claim, owner, lease_until)
  SELECT request_id, turn, rung, claim, owner, now() + make_interval(secs => $6 / 1000.0)
  FROM unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[], $5::text[])
    AS wanted (request_id, turn, rung, claim, owner)
  ORDER BY request_id, turn, rung
  ON CONFLICT (request_id, turn, rung) DO UPDATE
    SET claim = excluded.claim, owner = excluded.owner, lease_until = excluded.lease_until, cuts = held.cuts + 1
    WHERE held.stored_at IS NULL AND held.lease_until < now()
      AND $7::boolean
  RETURNING request_id AS "requestId", turn, rung, cuts`;

/** Stores results of calls that have none, and gives those that it stored. */
const STORE = `
  INSERT INTO model_invoker.calls AS held
    (request_id, turn, rung, claim, owner, lease_until, stored_at, attempts, reply, completion)
  SELECT request_id, turn, rung, claim, owner, now(), now(), attempts, reply, completion
  FROM unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[], $8::text[])
    AS done (request_id, turn, rung, claim, owner, attempts, reply, completion)
  ORDER BY request_id, turn, rung
  ON CONFLICT (request_id, turn, rung) DO UPDATE
    SET stored_at = now(), attempts = excluded.attempts, reply = excluded.reply, completion = excluded.completion
    WHERE held.stored_at IS NULL
  RETURNING request_id AS "requestId", turn, rung, cuts`;

/** Renews the leases that are still held. A row that was stored meanwhile counts as held: its lease means nothing. */
const RENEW = `
  WITH mine AS (
    SELECT calls.request_id, calls.turn, calls.rung
    FROM model_invoker.calls
    JOIN unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[]) AS lease (request_id, turn, rung, claim)
      USING (request_id, turn, rung, claim)
    ORDER BY request_id, turn, rung FOR UPDATE OF calls)
  UPDATE model_invoker.calls AS held SET lease_until = now() + make_interval(secs => $5 / 1000.0)
  FROM mine
  WHERE held.request_id = mine.request_id AND held.turn = mine.turn AND held.rung = mine.rung
  RETURNING held.claim`;

const FIND = `
  SELECT cuts, attempts, reply, completion
  FROM model_invoker.calls WHERE request_id = $1 AND turn = $2 AND rung = $3`;

/** Of claims, and as many of results: more gain nothing. */
const MOST_BATCHES_RUNNING = 3;

/**
 * So few that batches alone leave a connection, of three or more, to a look or a renewal: a lease that can't be renewed is a
 * call that is paid twice.
 */
function batchesRunning(connections: number): number {
  return Math.max(1, Math.min(MOST_BATCHES_RUNNING, Math.floor((connections - 2) / 2)));
}

/** Who wants or holds a call: the claim is new for each wish, the owner is the process, for people who look. */
export interface Claim extends CallKey {
  readonly claim: string;
  readonly owner: string;
}

/** A held call whose lease is to be renewed. */
export type Lease = Omit<Claim, 'owner'>;

/** A call as the table has it. */
export interface StoredCall {
  /** How often it was taken over from a holder whose lease had run out. */
  readonly cuts: number;
  /** Null while nobody has stored what came of it. */
  readonly result: RungResult | null;
}

interface CallRow {
  readonly cuts: number;
  readonly attempts: Attempt[] | null;
  readonly reply: Omit<Reply, 'text'> | null;
  readonly completion: string | null;
}

type Done = Claim & { readonly result: RungResult };
type Counted = CallKey & { readonly cuts: number };

/** The table of paid calls. All times are the database's, so that clocks of processes don't matter. */
@Injectable()
export class CallRepository {
  // A commit costs a flush of the disk, so batches let hundreds of calls share a handful of them: those of messages that
  // came together, and those that came while as many batches ran as may.
  private readonly claims = new Batcher<Claim, number | null>({
    keyOf: idempotencyKeyOf,
    mostRunning: batchesRunning(this.database.connections),
    isFaultOfItems: isRefusal,
    run: (claims) => this.runCounted(claims, CLAIM, [...claimColumns(claims), ...this.leaseTerms()]),
  });
  private readonly stores = new Batcher<Done, number | null>({
    keyOf: idempotencyKeyOf,
    mostRunning: batchesRunning(this.database.connections),
    isFaultOfItems: isRefusal,
    run: (done) => this.runCounted(done, STORE, [...claimColumns(done), ...resultColumns(done)]),
  });

  constructor(
    private readonly database: Database,
    private readonly config: ModelInvokerConfig,
  ) {}

  /**
   * Takes a call that is new or whose lease ran out: the cuts so far, or null when it is stored or held.
   * @param wanted lets the claim go, with the reason as error, if it aborts before the claim is on its way
   */
  claim(claim: Claim, wanted?: AbortSignal): Promise<number | null> {
    return this.claims.add(claim, wanted);
  }

  /**
   * Stores what came of a call unless that was done before: the cuts, or null when somebody else was first.
   * @param wanted as for {@link claim}
   */
  store(claim: Claim, result: RungResult, wanted?: AbortSignal): Promise<number | null> {
    return this.stores.add({ ...claim, result }, wanted);
  }

  async find({ requestId, turn, rung }: CallKey): Promise<StoredCall | null> {
    const [row] = await this.database.query<CallRow>(FIND, [requestId, turn, rung]);
    return row ? { cuts: row.cuts, result: resultOf(row) } : null;
  }

  /** Renews all leases in one statement and gives the claims that are still held. */
  async renew(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    const parameters = [...leaseColumns(leases), this.config.LEDGER_LEASE_MS];
    const rows = await this.database.query<Pick<Lease, 'claim'>>(RENEW, parameters);
    return new Set(rows.map(({ claim }) => claim));
  }

  // Leases that nobody could renew because Postgres was away say nothing about their holders: those get another term.
  private leaseTerms(): [leaseMs: number, takeOver: boolean] {
    const { LEDGER_LEASE_MS } = this.config;
    return [LEDGER_LEASE_MS, this.database.upForMs() > LEDGER_LEASE_MS];
  }

  // The statements give back only the rows that they touched: a missing one is a null.
  private async runCounted(keys: readonly CallKey[], sql: string, parameters: unknown[]): Promise<(number | null)[]> {
    const rows = await withTransientTries(() => this.database.queryPrepared<Counted>(sql, parameters));
    const cuts = new Map(rows.map((row) => [idempotencyKeyOf(row), row.cuts]));
    return keys.map((key) => cuts.get(idempotencyKeyOf(key)) ?? null);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof StatementError && !error.retryable;
}

function leaseColumns(leases: readonly Lease[]): unknown[][] {
  return (['requestId', 'turn', 'rung', 'claim'] as const).map((name) => leases.map((lease) => lease[name]));
}

function claimColumns(claims: readonly Claim[]): unknown[][] {
  return [...leaseColumns(claims), claims.map(({ owner }) => owner)];
}

function resultColumns(done: readonly Done[]): (string | null)[][] {
  const results = done.map(({ result: { attempts, reply } }) => {
    const { text = null, ...facts } = reply ?? {};
    return [storableJson(attempts), reply && storableJson(facts), text] as const;
  });
  return ([0, 1, 2] as const).map((column) => results.map((result) => result[column]));
}

function resultOf({ attempts, reply, completion }: CallRow): RungResult | null {
  if (!attempts) return null;
  return { attempts, reply: reply && { ...reply, text: completion ?? '' } };
}
