import { createHash } from 'node:crypto';

/** SHA-256 of the parts, hex: the same content gives the same answer, on every instance. */
export function hashOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** A number in [0, 1) that depends on the parts alone. */
export function draw(...parts: readonly unknown[]): number {
  return parseInt(hashOf(...parts).slice(0, 8), 16) / 2 ** 32;
}
