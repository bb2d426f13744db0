import { type Command, InvalidArgumentError } from 'commander';
import type { PinChange } from '@gauntlet/registry';
import { parseVersionName, type VersionName } from '../prompts/version-name';

/** What the command line says of a shadow; `percent` is its share. */
export interface ShadowFlags {
  readonly shadow?: VersionName;
  readonly budgetCallsPerHour?: number;
}

const BUDGET = 100;
const MOST_CALLS = 1_000_000;

/** Adds the options of a shadow to `pin`. */
export function addShadowOptions(pin: Command): Command {
  return pin
    .option('--shadow <prompt@version>', 'version that also answers a share, for nobody but analysts', parseVersionName)
    .option(
      '--budget-calls-per-hour <number>',
      `most requests that the shadow answers (default: ${BUDGET})`,
      parseBudget,
    );
}

/**
 * The shadow that the options describe; undefined without `--shadow`.
 * @throws InvalidArgumentError when they don't fit together.
 */
export function shadowOf(
  { name }: VersionName,
  {
    shadow,
    budgetCallsPerHour,
    canary,
    percent,
  }: ShadowFlags & { readonly canary?: string; readonly percent?: number },
): PinChange['shadow'] {
  if (!shadow && budgetCallsPerHour === undefined) return undefined;
  if (!shadow)
    throw new InvalidArgumentError('--budget-calls-per-hour is for a shadow; add --shadow support-agent@v8.');
  if (shadow.name !== name) throw new InvalidArgumentError(`--shadow must be a version of ${name}, as in ${name}@v8.`);
  if (canary !== undefined)
    throw new InvalidArgumentError('--percent belongs to --shadow or to --canary; give one of them.');
  if (!percent) throw new InvalidArgumentError('--shadow needs a share above 0, as in --percent 5.');
  return { version: shadow.version, percent, callsPerHour: budgetCallsPerHour ?? BUDGET };
}

function parseBudget(text: string): number {
  const calls = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (calls >= 1 && calls <= MOST_CALLS) return calls;
  throw new InvalidArgumentError(`"${text}" must be a whole number from 1 to ${MOST_CALLS.toLocaleString('en-US')}.`);
}
