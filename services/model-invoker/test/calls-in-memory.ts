import { DatabaseUnavailableError } from '@gauntlet/persistence';
import type { CallRepository, Claim, StoredCall } from '../src/ledger/call.repository';
import { type CallKey, idempotencyKeyOf, type RungResult } from '../src/rung';

/** What the ledger needs of its table. */
export type Calls = Pick<CallRepository, 'claim' | 'find' | 'store' | 'renew'>;

/** The table in memory; a lease never runs out in it. */
export class CallsInMemory implements Calls {
  readonly rows = new Map<string, RungResult | null>();

  async claim(claim: Claim): Promise<number | null> {
    if (this.rows.has(idempotencyKeyOf(claim))) return null;
    this.rows.set(idempotencyKeyOf(claim), null);
    return 0;
  }

  async find(key: CallKey): Promise<StoredCall | null> {
    const result = this.rows.get(idempotencyKeyOf(key));
    return result === undefined ? null : { cuts: 0, result };
  }

  async store(claim: Claim, result: RungResult): Promise<number | null> {
    if (this.rows.get(idempotencyKeyOf(claim))) return null;
    this.rows.set(idempotencyKeyOf(claim), result);
    return 0;
  }

  async renew(): Promise<ReadonlySet<string>> {
    return new Set();
  }
}

const away = (): Promise<never> => Promise.reject(new DatabaseUnavailableError('away'));
/** A table whose database is away. */
export const NO_DATABASE: Calls = { claim: away, find: away, store: away, renew: away };
