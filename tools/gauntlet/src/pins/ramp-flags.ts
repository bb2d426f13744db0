import { type Command, InvalidArgumentError } from 'commander';
import type { CanaryRamp } from '@gauntlet/contracts';
import { durationMs } from '../duration';

/** What the command line says of a ramp; only `ramp` starts one. */
export interface RampFlags {
  /** Shares in percent. */
  readonly ramp?: readonly number[];
  /** Milliseconds. */
  readonly every?: number;
  readonly leastAnswers?: number;
  readonly margin?: number;
  readonly alpha?: number;
}

const MOST_STEPS = 20;
/** Answers are kept for eight days by drift-monitor, and a decision counts all since the ramp began. */
const LONGEST_RAMP_MS = durationMs(7, 'd');

/** Adds the options of a ramp to `pin`. */
export function addRampOptions(pin: Command): Command {
  return pin
    .option('--ramp <shares>', 'give the version these shares in turn, as in 1%,10%,50%,100%', parseShares)
    .option('--every <time>', 'how long a share of the ramp lasts at least (default: 30m)', parseTime)
    .option('--least-answers <number>', 'conversations that a share must have answered (default: 50)', parseCount)
    .option(
      '--margin <drop>',
      'largest drop of a rate or score, 0 to 1, that does not matter (default: 0)',
      parseMargin,
    )
    .option('--alpha <share>', 'how often a version that is not worse is rolled back (default: 0.05)', parseAlpha);
}

/**
 * The ramp that the options describe; undefined without `--ramp`.
 * @throws InvalidArgumentError when it would last longer than answers are kept, or only parts of it are described.
 */
export function rampOf(flags: RampFlags): CanaryRamp | undefined {
  const { ramp: steps, every: everyMs = durationMs(30, 'm'), leastAnswers = 50, margin = 0, alpha = 0.05 } = flags;
  if (!steps) return refuseParts(flags);
  if ((steps.length - 1) * everyMs <= LONGEST_RAMP_MS)
    return { steps: [...steps], everyMs, leastAnswers, margin, alpha };
  throw new InvalidArgumentError('--ramp and --every make a ramp of more than 7 days; take fewer or shorter steps.');
}

function refuseParts({ every, leastAnswers, margin, alpha }: RampFlags): undefined {
  if ([every, leastAnswers, margin, alpha].every((flag) => flag === undefined)) return undefined;
  throw new InvalidArgumentError(
    '--every, --least-answers, --margin and --alpha say how a ramp goes; add --ramp, as in --ramp 1%,10%,50%,100%.',
  );
}

function parseShares(text: string): number[] {
  const shares = text.split(',').map((share) => (/^\s*\d+(?:\.\d+)?\s*%?\s*$/.test(share) ? parseFloat(share) : NaN));
  const grow = shares.every((share, index) => share > (shares[index - 1] ?? 0));
  if (grow && shares.at(-1) === 100 && shares.length >= 2 && shares.length <= MOST_STEPS) return shares;
  throw new InvalidArgumentError(
    `"${text}" must be 2 to ${MOST_STEPS} growing shares above 0 % that end with 100 %, as in 1%,10%,50%,100%.`,
  );
}

function parseTime(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = durationMs(Number(count), unit);
  if (ms >= durationMs(1, 's') && ms <= LONGEST_RAMP_MS) return ms;
  throw new InvalidArgumentError(`"${text}" must be a time from 1s to 7d, as in 30m.`);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" must be a whole number from 1 on.`);
}

function parseMargin(text: string): number {
  const margin = Number(text);
  if (text.trim() && margin >= 0 && margin < 1) return margin;
  throw new InvalidArgumentError(`"${text}" must be a drop from 0 to below 1, as in 0.02 for 2 points.`);
}

function parseAlpha(text: string): number {
  const alpha = Number(text);
  if (alpha > 0 && alpha <= 0.5) return alpha;
  throw new InvalidArgumentError(`"${text}" must be above 0 and at most 0.5, as in 0.05.`);
}
