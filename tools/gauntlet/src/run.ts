import { CommanderError, InvalidArgumentError } from 'commander';
import { printable } from '@gauntlet/launcher/printable';
import { PinsHeldError } from './deploy/deploy.errors';
import { EXIT, type ExitCode } from './exit';
import { createProgram } from './program';
import { TimeLimit } from './time-limit';

/** Runs a command line to its end, within its time; prints why it fails, as one line. Never throws. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  const limit = new TimeLimit();
  try {
    await Promise.race([createProgram(limit).parseAsync([...argv], { from: 'user' }), limit.reached]);
    return EXIT.done;
  } catch (error) {
    if (!isSaidByCommander(error)) console.error(`gauntlet: ${lineOf(error)}`);
    return exitCodeOf(error);
  } finally {
    limit.lift();
  }
}

function isSaidByCommander(error: unknown): error is CommanderError {
  return error instanceof CommanderError && !(error instanceof InvalidArgumentError);
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof PinsHeldError) return EXIT.held;
  return error instanceof Error && 'retryable' in error && error.retryable === true ? EXIT.retry : EXIT.failed;
}

function lineOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error), { lines: true });
}
