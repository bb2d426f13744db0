import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  ArtefactFileError,
  parsePolicyFile,
  parsePromptFile,
  policyNotes,
  readArtefactFile,
  testDataProblems,
} from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import { VERSION_PATTERN } from '@gauntlet/contracts';
import { type ArtefactKind, artefactProblems } from '@gauntlet/registry';
import { evaluatorProblems } from '@gauntlet/scoring';
import { unnamedNote, unnamedPolicies } from '../deploy/unnamed-policies';
import type { Terminal } from '../terminal/terminal';
import { LintFailedError, NothingToLintError } from './lint.errors';
import { judgeProblems } from './lint-judges';
import { promptSources } from './prompt-sources';

const FOLDERS = ['prompts', 'policies'];
const VERSION_FILE = new RegExp(`(?:^|[\\\\/])(${VERSION_PATTERN})\\.(prompt|policy)\\.ya?ml$`);
const UNNAMED = { field: 'its name', problem: 'must be v1.prompt.yml, v2.prompt.yml, … or v1.policy.yml, …' };

/**
 * Checks prompt and policy files (default: all below `prompts/` and `policies/`) as publishing would, and whether the
 * `testData` of prompts can be rows and their evaluators can score.
 * @throws LintFailedError when a file has problems; each was printed. NothingToLintError when there is none.
 */
export async function lintPrompts(files: readonly string[], terminal: Terminal): Promise<void> {
  const paths = files.length > 0 ? files : allFiles();
  if (paths.length === 0) throw new NothingToLintError(process.cwd(), 'prompts/ or policies/');
  const results = await Promise.all(
    paths.map(async (path) => {
      const problems = await problemsOf(path);
      return { file: path, problems, notes: problems.length === 0 ? notesOn(path) : [] };
    }),
  );
  for (const { file, problems, notes } of results) {
    terminal.line(problems.length === 0 ? `ok       ${file}` : `problem  ${file}`);
    for (const { field, problem } of problems) terminal.line(`         ${field} ${problem}`);
    for (const note of notes) terminal.line(`         note: ${note}`);
  }
  terminal.value(results);
  const bad = results.filter(({ problems }) => problems.length > 0);
  if (bad.length > 0) throw new LintFailedError(bad.length, results.length);
}

function allFiles(): string[] {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name));
  });
}

/** What is right in a policy and rarely meant. */
function notesOn(path: string): string[] {
  if (VERSION_FILE.exec(path)?.[2] !== 'policy') return [];
  const notes = policyNotes(parsePolicyFile(readArtefactFile(path), path));
  const folder = dirname(resolve(path));
  const root = resolve(folder, '../..');
  // A draft lies elsewhere, and is not there to be published.
  const unnamed = folder.startsWith(join(root, 'policies')) ? unnamedPolicies(root, join(root, 'deployments')) : [];
  return [
    ...notes.map(({ field, problem }) => `${field} ${problem}`),
    ...unnamed.filter((name) => name === basename(folder)).map(unnamedNote),
  ];
}

async function problemsOf(path: string): Promise<readonly FieldProblem[]> {
  const [, version, kind] = VERSION_FILE.exec(path) ?? [];
  if (!version) return [UNNAMED];
  const place = { kind: kind as ArtefactKind, name: basename(dirname(resolve(path))), version, path };
  try {
    const sources = await promptSources([path]);
    return sources.flatMap(({ source }) => {
      const problems = artefactProblems({ ...place, source });
      if (problems.length > 0) return problems;
      if (kind === 'policy') return judgeProblems(source, path);
      const prompt = parsePromptFile(source, path);
      return [...testDataProblems(prompt), ...evaluatorProblems(prompt)];
    });
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems;
    throw error;
  }
}
