import { LauncherError } from '../launcher.errors';
import { ChildRun, type ProcessSpec } from './child-run';
import { lastWords } from './log-tail';

/**
 * Runs a process that does one thing and ends. Gives its last words.
 * @throws LauncherError with them when it fails.
 */
export async function runToEnd(spec: ProcessSpec): Promise<string> {
  const { code, signal } = await new ChildRun(spec).exited;
  const said = lastWords(spec.logFile);
  if (code === 0) return said;
  throw new LauncherError(`${spec.name} failed (${signal ?? `exit code ${code}`}): ${said}`);
}
