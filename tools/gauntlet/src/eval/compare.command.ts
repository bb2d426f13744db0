import { compare, compareSequentially, type Settings, type Verdict } from '@gauntlet/statistics';
import type { Terminal } from '../terminal/terminal';
import { comparisonLines, comparisonValue, type Found } from './comparison-report';
import { ScoresError } from './eval.errors';
import { pairById } from './pairing';
import { readScores } from './score-file';

/** How to compare. */
export interface CompareOptions extends Settings {
  /** Look after every row, and stop as soon as there is a verdict. */
  readonly sequential: boolean;
}

/**
 * Compares two files of scores, row by row, and prints the verdict.
 * @throws RowFileError, ScoresError for a file or a row that is of no use; a retry doesn't help.
 */
export async function compareFiles(
  files: { readonly baseline: string; readonly candidate: string },
  options: CompareOptions,
  terminal: Terminal,
): Promise<Verdict> {
  const bounds = options.sequential ? options.bounds : null;
  const baseline = await readScores(files.baseline, bounds);
  const { pairs, ...leftOut } = pairById(baseline, await readScores(files.candidate, bounds));
  if (pairs.baseline.length === 0) {
    throw new ScoresError(
      `no row has a score in both ${files.baseline} and ${files.candidate}; rows are paired by id, so give a row the same id in both`,
    );
  }
  const found = foundBy(pairs, options);
  for (const line of comparisonLines(found, options, leftOut)) terminal.line(line);
  terminal.value(comparisonValue(found, options, leftOut));
  return found.verdict;
}

export function foundBy(pairs: Parameters<typeof compare>[0], { sequential, ...settings }: CompareOptions): Found {
  return sequential ? compareSequentially(pairs, settings) : compare(pairs, settings);
}
