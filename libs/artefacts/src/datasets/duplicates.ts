import type { FieldProblem } from '@gauntlet/contracts';
import { contentOf } from './row';
import type { WrittenRow } from './row.schema';

/** Finds rows that stand twice in a dataset: they would count twice, and one id would have two results. */
export class Duplicates {
  private readonly lineOfContent = new Map<string, number>();
  private readonly lineOfId = new Map<string, number>();

  /** What is wrong with a row beside those before it. */
  problemsOf(row: WrittenRow, line: number): FieldProblem[] {
    const same = firstLine(this.lineOfContent, contentOf(row), line);
    if (same !== line) return [{ field: '', problem: `is the same row as line ${same}; remove one of them` }];
    if (row.id === undefined) return [];
    const named = firstLine(this.lineOfId, row.id, line);
    if (named === line) return [];
    return [{ field: '/id', problem: `is ${row.id}, as that of line ${named}; give each row its own` }];
  }
}

function firstLine(lines: Map<string, number>, key: string, line: number): number {
  const first = lines.get(key) ?? line;
  lines.set(key, first);
  return first;
}
