import type { Found } from '../found';
import type { Reading } from '../reading/reading';

/** Personal data in a text, in reading order, without overlaps. */
export function findPersonalData(_reading: Reading): Found[] {
  return [];
}
