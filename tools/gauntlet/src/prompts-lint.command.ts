import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ArtefactFileError } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import { parsePromptFile } from '@gauntlet/prompts';
import { LintFailedError } from './lint-failed.error';
import { promptSources } from './prompt-sources';
import type { Terminal } from './terminal';

const VERSION_FILE = /(^|[\\/])v[1-9]\d{0,8}\.prompt\.ya?ml$/;

/**
 * Checks prompt files (default: all below `prompts/`) as publishing would.
 * @throws LintFailedError when a file has problems; each was printed.
 */
export async function lintPrompts(files: readonly string[], terminal: Terminal): Promise<void> {
  const paths = files.length > 0 ? files : promptFiles();
  const results = await Promise.all(paths.map(async (path) => ({ file: path, problems: await problemsOf(path) })));
  for (const { file, problems } of results) {
    terminal.line(problems.length === 0 ? `ok       ${file}` : `problem  ${file}`);
    for (const { field, problem } of problems) terminal.line(`         ${field} ${problem}`);
  }
  terminal.value(results);
  const bad = results.filter(({ problems }) => problems.length > 0);
  if (bad.length > 0) throw new LintFailedError(bad.length, results.length);
}

function promptFiles(): string[] {
  const names = readdirSync('prompts', { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join('prompts', name));
}

async function problemsOf(path: string): Promise<readonly FieldProblem[]> {
  try {
    if (!VERSION_FILE.test(path)) return [{ field: 'its name', problem: 'must be v1.prompt.yml, v2.prompt.yml, …' }];
    for (const { label, source } of await promptSources([path])) parsePromptFile(source, label);
    return [];
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems;
    throw error;
  }
}
