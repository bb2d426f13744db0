import type { Channel, Scored } from '../found';
import type { Reading } from '../reading/reading';

/** The detector: its version, from which score on a text is doubted, and from which it counts as found. */
export const INJECTION = { version: '0', judge: 0.5, block: 0.8 } as const;

/** How much a text looks like an attempt to take over the model (prompt injection, jailbreak). */
export function findInjection(_reading: Reading, _channel: Channel): Scored {
  return { score: 0, found: [] };
}
