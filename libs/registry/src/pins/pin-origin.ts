import type { PinRecord } from './pin-history';

/** What `gauntlet deploy` has always written as its reason; it tells where pins from before `via` was recorded came from. */
const DEPLOYED = /^deploy \S/;

/**
 * True for what `gauntlet pin` or `gauntlet rollback` set, and for what drift-monitor made of it: a decision about the
 * running system, not about a file.
 */
export function isSetByHand({ facts: { via, reason } }: Pick<PinRecord, 'facts'>): boolean {
  return via === undefined ? !DEPLOYED.test(reason) : via !== 'deploy';
}

/** Who set a pin, how, when and why, for a person. */
export function pinnedBy({ facts, offset }: PinRecord): string {
  const { via, by, at, reason } = facts;
  return `(offset ${offset}), set by ${by}${via ? ` with ${via}` : ''} at ${at}: ${reason}`;
}
