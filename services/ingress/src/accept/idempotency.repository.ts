import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '@gauntlet/persistence';
import { IngressConfig } from '../ingress.config';
import type { AcceptedFacts } from './acceptance.service';

/** What a request stores to be the only one of its key. */
export interface KeyClaim {
  /** Derived from the key alone, so that every instance claims the same row. */
  readonly keyId: string;
  /** What must be equal in a repeat. Only its keyed hash is stored. */
  readonly body: string;
  readonly accepted: AcceptedFacts;
  /** Hours that the key belongs to the request; null for as long as its row is kept. */
  readonly hours: number | null;
}

/** Whose the key is: this request's, that of an earlier request with the same or another body, or nobody's any more. */
export type KeyOutcome =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'repeat'; readonly accepted: AcceptedFacts }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'expired'; readonly requestId: string };

interface KeyRow {
  readonly request_id: string;
  readonly body_hash: Buffer;
  readonly accepted: AcceptedFacts;
  readonly expired: boolean;
}

const UNTIL = `CASE WHEN $5::int IS NULL THEN 'infinity' ELSE now() + make_interval(hours => $5::int) END`;
const CLAIM = `
  INSERT INTO ingress.idempotency_keys (key_id, request_id, body_hash, accepted, expires_at)
  VALUES ($1, $2, $3, $4, ${UNTIL}) ON CONFLICT (key_id) DO NOTHING RETURNING request_id`;
const FIND = `
  SELECT request_id, body_hash, accepted, expires_at <= now() AS expired
  FROM ingress.idempotency_keys WHERE key_id = $1`;
const TAKE_OVER = `
  UPDATE ingress.idempotency_keys SET request_id = $2, body_hash = $3, accepted = $4, expires_at = ${UNTIL},
    claimed_at = now()
  WHERE key_id = $1 AND request_id = $6 AND expires_at <= now() RETURNING request_id`;
const IS_ACCEPTED = `
  SELECT 1 AS found FROM ingress.idempotency_keys
  WHERE request_id = $1 AND accepted->'request'->>'tenant' = $2
    AND (accepted->'request'->>'acceptedAt')::timestamptz >= now() - make_interval(days => $3)`;

/** Which key belongs to which request. Holds no text of a request. All methods throw as `Database.query` does. */
@Injectable()
export class IdempotencyRepository {
  constructor(
    private readonly database: Database,
    private readonly config: IngressConfig,
  ) {}

  /** Takes a free key, or says who has it. */
  async claim(claim: KeyClaim): Promise<KeyOutcome> {
    const inserted = await this.database.queryPrepared<KeyRow>(CLAIM, this.parameters(claim));
    if (inserted.length > 0) return { kind: 'claimed' };
    const [row] = await this.database.query<KeyRow>(FIND, [claim.keyId]);
    return row ? this.compare(row, claim) : this.claim(claim);
  }

  /** Takes a key whose time is over away from `previous`; whoever comes second finds it taken. */
  async takeOver(claim: KeyClaim, previous: string): Promise<KeyOutcome> {
    const taken = await this.database.query<KeyRow>(TAKE_OVER, [...this.parameters(claim), previous]);
    return taken.length > 0 ? { kind: 'claimed' } : this.claim(claim);
  }

  /** True when a request of this id was accepted for the tenant under a key or as a submitted event, within the retention. */
  async isAccepted(requestId: string, tenant: string): Promise<boolean> {
    const parameters = [requestId, tenant, this.config.RESULTS_RETENTION_DAYS];
    return (await this.database.query(IS_ACCEPTED, parameters)).length > 0;
  }

  private compare({ request_id, body_hash, accepted, expired }: KeyRow, { body }: KeyClaim): KeyOutcome {
    if (expired) return { kind: 'expired', requestId: request_id };
    return timingSafeEqual(body_hash, this.hash(body)) ? { kind: 'repeat', accepted } : { kind: 'conflict' };
  }

  private parameters({ keyId, accepted, body, hours }: KeyClaim): unknown[] {
    return [keyId, accepted.request.id, this.hash(body), accepted, hours];
  }

  private hash(body: string): Buffer {
    return createHmac('sha256', this.config.INGRESS_IDEMPOTENCY_SECRET).update(body).digest();
  }
}
