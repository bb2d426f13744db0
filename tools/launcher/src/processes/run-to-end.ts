import { LauncherError } from '../launcher.errors';
import { ChildRun, type ProcessSpec } from './child-run';
import { lastWords } from './log-tail';

/**
 * Runs a process that does one thing and ends.
 * @throws LauncherError with its last words when it fails.
 */
export async function runToEnd(spec: ProcessSpec): Promise<void> {
  const { code, signal } = await new ChildRun(spec).exited;
  if (code === 0) return;
  throw new LauncherError(`${spec.name} failed (${signal ?? `exit code ${code}`}): ${lastWords(spec.logFile)}`);
}
