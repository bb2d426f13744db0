import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseMoment } from './moment';
import { parseStrata, STRATA, type StratumName } from './stratum-names';

/** How requests are drawn from a period. */
export interface Sampling {
  /** At most so many. */
  readonly n: number;
  readonly stratify: readonly StratumName[];
  /** Another one draws other requests. */
  readonly seed: string;
}

const MOST = 10_000;

/** `--traffic`, the beginning of a period that ends at {@link endOption}. */
export function trafficOption(description: string): Option {
  return new Option('--traffic <since>', description).argParser(parseMoment);
}

export function endOption(): Option {
  return new Option('--to <time>', 'end of the period of recorded requests (default: now)').argParser(parseMoment);
}

/** Adds `--n` and `--seed`. */
export function addDrawing(command: Command, n: number): Command {
  return command
    .addOption(new Option('--n <requests>', `how many are drawn, up to ${MOST}`).argParser(parseCount).default(n))
    .option('--seed <text>', 'another one draws other requests', '1');
}

/** Adds `--n`, `--stratify` and `--seed`. */
export function addSampling(
  command: Command,
  { n, stratify }: { readonly n: number; readonly stratify: string },
): Command {
  const names = new Option('--stratify <names>', `draw from each group: ${STRATA.join(', ')}`).argParser(parseStrata);
  return addDrawing(command, n).addOption(names.default(parseStrata(stratify), stratify));
}

function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST) return count;
  throw new InvalidArgumentError(`it must be a whole number from 1 to ${MOST}, as in 200.`);
}
