import type { Cell } from '../open-step';
import { strataOf } from './strata';

/** What may be mixed in another way; one at a time, as few rows say little about all of them together. */
const MIXED = ['language', 'length', 'tenant'] as const;
/** A fall of which so much is gone when the mix is held fixed is one of the mix. */
const EXPLAINED = 0.6;

/** A kind of questions of which there are more now, and which explains a fall; null where none does. */
export function mixShift(before: readonly Cell[], after: readonly Cell[], fall: number): Record<string, string> | null {
  for (const attribute of MIXED) {
    const strata = strataOf(before, after, attribute);
    const within = strata.reduce((sum, one) => sum + one.share * (one.before.mean - one.after.mean), 0);
    const known = strata.reduce((sum, one) => sum + one.share, 0);
    // Kinds that were not there before can't be told from a fall of all.
    const isExplained = known > 0.5 && strata.length > 1 && fall - within >= EXPLAINED * fall;
    if (!isExplained) continue;
    const [grown] = [...strata].sort((a, b) => b.share - b.shareBefore - (a.share - a.shareBefore));
    return { [attribute]: grown?.key ?? '' };
  }
  return null;
}
