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

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
