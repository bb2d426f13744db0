import { createHmac } from 'node:crypto';

const HEX_DIGITS = 12;

/** The secret mark in the system message of a request: the same on a redelivery, and not to be had without the secret. */
export function markOf(requestId: string, secret: string): string {
  return `gx-${createHmac('sha256', secret).update(requestId).digest('hex').slice(0, HEX_DIGITS)}`;
}
