import type { Bounds } from '@gauntlet/statistics';
import { ScoresError } from './eval.errors';

/** A drop that does not matter. @throws ScoresError unless it is a number from 0 on. */
export function parseMargin(value: unknown): number {
  const margin = numberOf(value);
  if (margin >= 0) return margin;
  throw new ScoresError('margin must be a number from 0 on, as in 0.05');
}

/** How often the interval may miss. @throws ScoresError unless it is above 0 and at most 0.5. */
export function parseAlpha(value: unknown): number {
  const alpha = numberOf(value);
  if (alpha > 0 && alpha <= 0.5) return alpha;
  throw new ScoresError('alpha must be a number above 0 and at most 0.5, as in 0.05');
}

/** The least and the greatest score, as `0,1` or as a list. @throws ScoresError unless the first is below the second. */
export function parseBounds(value: unknown): Bounds {
  const [least = Number.NaN, greatest = Number.NaN, ...more] = partsOf(value).map(numberOf);
  if (least < greatest && more.length === 0) return { least, greatest };
  throw new ScoresError('bounds must be the least and the greatest possible score, as in 0,1');
}

/** Another number that a power calculation needs. @throws ScoresError unless it is within its limits. */
export function parseWithin(value: unknown, name: string, { above = 0, upTo = Number.MAX_VALUE } = {}): number {
  const number = numberOf(value);
  if (number > above && number <= upTo) return number;
  const limit = upTo === Number.MAX_VALUE ? '' : ` and at most ${upTo}`;
  throw new ScoresError(`${name} must be a number above ${above}${limit}`);
}

function partsOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value.split(',');
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** NaN for what is no finite number. */
function numberOf(value: unknown): number {
  const text = typeof value === 'string' ? value.trim() : value;
  const number = typeof text === 'number' || (typeof text === 'string' && text !== '') ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}
