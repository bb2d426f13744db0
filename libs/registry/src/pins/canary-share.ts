import { createHash } from 'node:crypto';

const RANGE = 2 ** 32;

/**
 * True for the share of sticky keys that gets the canary: the same key always falls on the same side, a larger share
 * contains the smaller one, and different prompts draw independently.
 * @param percent 0–100
 */
export function isInCanaryShare(stickyKey: string, { prompt, percent }: { prompt: string; percent: number }): boolean {
  const digest = createHash('sha256')
    .update(JSON.stringify([prompt, stickyKey]))
    .digest();
  return (digest.readUInt32BE(0) / RANGE) * 100 < percent;
}
