import type { Found, Reading } from '@gauntlet/detection';
import type { Readings } from '../readings';
import type { FoundAt, SubjectText } from './check';

/** What a detector finds in some texts, with the text that each part stands in. */
export async function foundAt(
  texts: readonly SubjectText[],
  readings: Readings,
  find: (reading: Reading) => readonly Found[],
): Promise<FoundAt[]> {
  const found: FoundAt[] = [];
  for (const { where, text } of texts) {
    for (const { type, start, end } of await readings.found(text, find)) found.push({ type, start, end, where });
  }
  return found;
}
