import type { FieldProblem } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import { canonicalJson } from '../canonical-json';
import { contentHash } from '../content-hash';
import { readArtefactFile } from '../read-artefact-file';
import { Duplicates } from './duplicates';
import { readRow } from './read-row';
import { type Dataset, rowOf } from './row';
import type { WrittenRow } from './row.schema';

const MAX_KIB = 16 * 1024;
const MOST_PROBLEMS = 20;

/**
 * Reads a `.jsonl` file of rows, of at most 16 MiB.
 * @throws ArtefactFileError when it can't be read, and as {@link parseDatasetFile}.
 */
export function readDatasetFile(path: string): Dataset {
  return parseDatasetFile(readArtefactFile(path, path, MAX_KIB), path);
}

/**
 * Reads rows, one JSON object a line; empty lines are passed over.
 * @param file how errors call it
 * @throws ArtefactFileError naming line and field of each problem (at most 20); a retry doesn't help.
 */
export function parseDatasetFile(source: string, file: string): Dataset {
  const rows: WrittenRow[] = [];
  const problems = new Problems();
  const duplicates = new Duplicates();
  for (const [index, text] of source
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (text.trim() === '') continue;
    const read = readRow(text);
    problems.add(index + 1, 'problems' in read ? read.problems : duplicates.problemsOf(read.row, `line ${index + 1}`));
    if ('row' in read) rows.push(read.row);
  }
  const all = problems.all();
  if (all.length > 0) throw new ArtefactFileError(file, all);
  if (rows.length === 0) throw new ArtefactFileError(file, [NO_ROWS]);
  return { version: contentHash(rows.map(canonicalJson).join('\n')), rows: rows.map(rowOf) };
}

const NO_ROWS = { field: 'the file', problem: 'has no rows; write one JSON object a line, as in {"input": "Hello"}' };

/** The first problems of a file, and how many more there are. */
class Problems {
  private readonly first: FieldProblem[] = [];
  private more = 0;

  add(line: number, problems: readonly FieldProblem[]): void {
    for (const { field, problem } of problems) {
      if (this.first.length === MOST_PROBLEMS) this.more += 1;
      else this.first.push({ field: `line ${line}${field && ` ${field}`}`, problem });
    }
  }

  all(): readonly FieldProblem[] {
    return this.more === 0
      ? this.first
      : [...this.first, { field: 'the file', problem: `has ${this.more} more problems` }];
  }
}
