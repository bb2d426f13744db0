import type { KeptRows } from '@gauntlet/persistence';
import type { IngressConfig } from './ingress.config';

// A key without its facts counts as expired, so that its next use becomes a request of its own.
const erase = { set: `accepted = '{}', body_hash = '', expires_at = now()`, where: `accepted <> '{}'` };

/**
 * What is removed, and when. Of a used key two ids stay until no store has a record of the key's request. Without the ids
 * the next use of the key would get the same request id again, and the new answer would be superseded by the old one.
 * System messages are dated by the start of a day, so they go after the last candidate of that day.
 */
export function keptRows({ RESULTS_RETENTION_DAYS: days, KEYS_RETENTION_DAYS }: IngressConfig): KeptRows[] {
  return [
    { table: 'ingress.candidates', since: 'accepted_at', days },
    { table: 'ingress.system_messages', since: 'accepted_at', days: days + 2 },
    { table: 'ingress.idempotency_keys', since: 'claimed_at', days, erase },
    { table: 'ingress.idempotency_keys', since: 'claimed_at', days: KEYS_RETENTION_DAYS },
  ];
}
