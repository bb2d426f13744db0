import type { FieldProblem } from '@gauntlet/contracts';
import { contentOf } from './row';
import type { WrittenRow } from './row.schema';

/** Finds rows that stand twice in a dataset: they would count twice, and one id would have two results. */
export class Duplicates {
  private readonly placeOfContent = new Map<string, string>();
  private readonly placeOfId = new Map<string, string>();

  /**
   * What is wrong with a row beside those before it.
   * @param place as in `line 3`; each row has its own
   */
  problemsOf(row: WrittenRow, place: string): FieldProblem[] {
    const same = firstPlace(this.placeOfContent, contentOf(row), place);
    if (same !== place) return [{ field: '', problem: `is the same row as ${same}; remove one of them` }];
    if (row.id === undefined) return [];
    const named = firstPlace(this.placeOfId, row.id, place);
    if (named === place) return [];
    return [{ field: '/id', problem: `is ${row.id}, as that of ${named}; give each row its own` }];
  }
}

function firstPlace(places: Map<string, string>, key: string, place: string): string {
  const first = places.get(key) ?? place;
  places.set(key, first);
  return first;
}
