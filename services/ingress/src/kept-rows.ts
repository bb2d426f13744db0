import type { KeptRows } from '@gauntlet/persistence';
import type { IngressConfig } from './ingress.config';

// A key without its facts counts as expired, so that its next use becomes a request of its own.
const erase = { set: `accepted = '{}', body_hash = '', expires_at = now()`, where: `accepted <> '{}'` };

/**
 * What goes, and when. Of a key only two ids stay until no store has a record of its request any more: without them the
 * key's next use would get the same id again, and with it the old answer's place in every other store.
 */
export function keptRows({ RESULTS_RETENTION_DAYS: days, KEYS_RETENTION_DAYS }: IngressConfig): KeptRows[] {
  return [
    { table: 'ingress.candidates', since: 'accepted_at', days },
    { table: 'ingress.idempotency_keys', since: 'claimed_at', days, erase },
    { table: 'ingress.idempotency_keys', since: 'claimed_at', days: KEYS_RETENTION_DAYS },
  ];
}
