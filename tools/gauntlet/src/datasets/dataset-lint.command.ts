import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArtefactFileError, parseGateFile, readArtefactFile, readDatasetFile } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import { requireCriticalRows } from '../eval/gate/gate';
import { LintFailedError, NothingToLintError } from '../prompts/lint.errors';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { readRows } from './read-rows';
import { type Summary, summaryOf } from './summary';

const FOLDER = 'evals';

interface Linted {
  readonly file: string;
  readonly problems: readonly FieldProblem[];
  /** Null for a file with problems, and for a gate file. */
  readonly summary: Summary | null;
  /** How many a gate file has; absent for rows. */
  readonly rules?: number;
}

/**
 * Checks files of rows and gate files (default: all of `evals/`), and says how many rows, clusters and tags, or rules, each has.
 * @throws LintFailedError when a file has problems; each was printed. NothingToLintError when there is none.
 */
export function lintDatasets(files: readonly string[], terminal: Terminal): void {
  const paths = files.length > 0 ? files : allFiles();
  if (paths.length === 0) throw new NothingToLintError(process.cwd(), 'evals/');
  const results = paths.map(linted);
  results.flatMap(linesOf).forEach((line) => terminal.line(line));
  terminal.value(results);
  const bad = results.filter(({ problems }) => problems.length > 0);
  if (bad.length > 0) throw new LintFailedError(bad.length, results.length);
}

function allFiles(): string[] {
  if (!existsSync(FOLDER)) return [];
  const names = readdirSync(FOLDER).filter((name) => /\.(?:jsonl|gate\.yaml)$/.test(name));
  return names.sort().map((name) => join(FOLDER, name));
}

function linted(file: string): Linted {
  try {
    if (file.endsWith('.gate.yaml')) return lintedGate(file);
    return { file, problems: [], summary: summaryOf(readRows(file)) };
  } catch (error) {
    if (error instanceof ArtefactFileError) return { file, problems: error.problems, summary: null };
    throw error;
  }
}

function lintedGate(file: string): Linted {
  const gate = parseGateFile(readArtefactFile(file), file);
  requireCriticalRows(gate, readDatasetFile(join(dirname(file), gate.dataset)).rows);
  return { file, problems: [], summary: null, rules: gate.rules.length };
}

function linesOf({ file, problems, summary, rules }: Linted): string[] {
  if (rules !== undefined) return [`ok       ${file}`, `         ${counted(rules, 'rule')}`];
  if (!summary) {
    return [`problem  ${file}`, ...problems.map(({ field, problem }) => `         ${field} ${problem}`)];
  }
  const { version, rows, critical, clusters, tags } = summary;
  const tagged = Object.entries(tags).map(([tag, count]) => `${tag} ${count}`);
  const counts = [counted(rows, 'row'), `${critical} critical`, counted(clusters, 'cluster')];
  return [
    `ok       ${file}`,
    `         ${counts.join(', ')}, version ${version.slice(0, 12)}`,
    ...(tagged.length > 0 ? [`         tags: ${tagged.join(', ')}`] : []),
  ];
}
