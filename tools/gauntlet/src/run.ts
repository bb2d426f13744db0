import { CommanderError, InvalidArgumentError } from 'commander';
import { printable } from '@gauntlet/launcher';
import { PinsHeldError } from './deploy/deploy.errors';
import { createProgram } from './program';
import { TimeLimit } from './time-limit';

/** What a script can tell from a command's end; these numbers don't change. */
export const EXIT = {
  done: 0,
  /** Refused or wrong: the same command fails again. */
  failed: 1,
  /** No such command, option or argument. */
  usage: 2,
  /** Something is away or took too long: the same command can work later. */
  retry: 3,
  /** A deployment did all but replace pins that were set by hand. */
  held: 4,
} as const;

type ExitCode = (typeof EXIT)[keyof typeof EXIT];

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
