import type { Channel, Scored } from '../found';
import type { Reading } from '../reading/reading';

/** How much a text looks like an attempt to take over the model (prompt injection, jailbreak). */
export function findInjection(_reading: Reading, _channel: Channel): Scored {
  return { score: 0, found: [] };
}
