import type { Bounds } from '@gauntlet/statistics';
import { ScoresError } from './eval.errors';
import { LARGEST_SCORE } from './score-row';

/** A drop that does not matter. @throws ScoresError unless it is a number from 0 on. */
export function parseMargin(value: unknown, name = 'margin'): number {
  return parseWithin(value, name, { from: 0, example: 0.05 });
}

/** How often the interval may miss. @throws ScoresError unless it is above 0 and at most 0.5. */
export function parseAlpha(value: unknown, name = 'alpha'): number {
  return parseWithin(value, name, { above: 0, upTo: 0.5, example: 0.05 });
}

/** The least and the greatest score, as `0,1` or as a list. @throws ScoresError unless the first is below the second. */
export function parseBounds(value: unknown, name = 'bounds'): Bounds {
  const [least = Number.NaN, greatest = Number.NaN, ...more] = partsOf(value).map(numberOf);
  const isNarrow = Math.max(-least, greatest) <= LARGEST_SCORE;
  if (least < greatest && isNarrow && more.length === 0) return { least, greatest };
  const limit = isNarrow || Number.isNaN(least + greatest) ? '' : `, within -${LARGEST_SCORE} and ${LARGEST_SCORE}`;
  throw new ScoresError(`${name} must be the least and the greatest possible score${limit}, as in 0,1`);
}

/** Which numbers an option takes. */
export interface Limits {
  /** The least number. */
  readonly from?: number;
  /** What every number is above, where there is no least one. */
  readonly above?: number;
  readonly upTo?: number;
  readonly whole?: boolean;
  /** One that it takes. */
  readonly example: number;
}

/** Any other number. @throws ScoresError unless it is within its limits. */
export function parseWithin(value: unknown, name: string, limits: Limits): number {
  const { from = Number.NEGATIVE_INFINITY, above = Number.NEGATIVE_INFINITY, upTo = Number.POSITIVE_INFINITY } = limits;
  const number = numberOf(value);
  const isOfKind = !limits.whole || Number.isInteger(number);
  if (isOfKind && number >= from && number > above && number <= upTo) return number;
  throw new ScoresError(`${name} must be ${wordsOf(limits)}, as in ${limits.example}`);
}

function wordsOf({ from, above, upTo, whole }: Limits): string {
  const kind = whole ? 'a whole number' : 'a decimal number';
  if (from !== undefined) return `${kind} from ${from} ${upTo === undefined ? 'on' : `to ${upTo}`}`;
  return `${kind} above ${above}${upTo === undefined ? '' : ` and at most ${upTo}`}`;
}

function partsOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value.split(',');
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A decimal number, maybe with a power of ten. JavaScript would read 0x10 as 16, and nothing as 0. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** NaN for what is no finite decimal number; spaces around it are passed over. */
function numberOf(value: unknown): number {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && DECIMAL.test(value.trim()));
  const number = isNumber ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}
