/** What a row says of one answer, as a number between bounds. */
export interface Metric {
  /** As written, for instance `score.faithfulness` or `refusal_rate`. */
  readonly name: string;
  readonly kind: 'score' | 'rate' | 'number';
  /** The scorer, the outcome that is counted, or the field of the row; null for `score` alone. */
  readonly of: string | null;
  /** A value beyond is counted as the bound itself. */
  readonly least: number;
  readonly greatest: number;
}

/** Fields that hold a number without bounds of their own. */
const NUMBERS = ['length', 'latency', 'cost', 'tokens'];
const SCORE = /^score(?:\.([a-zA-Z0-9][a-zA-Z0-9_-]*))?(?: mean)?$/;
const RATE = /^([a-z][a-z-]*)[ _]rate$/;

/**
 * Reads the name of a metric; null when it is none.
 * @param bounds what values can be; without them 0 and 1, and a number has none
 */
export function parseMetric(text: string, bounds?: readonly [number, number]): Metric | null {
  const [least, greatest] = bounds ?? [0, 1];
  const name = text.trim().replace(/^(?:the|mean|average) /, '');
  const score = SCORE.exec(name);
  if (score) return { name: name.replace(/ mean$/, ''), kind: 'score', of: score[1] ?? null, least, greatest };
  const rate = RATE.exec(name);
  if (rate?.[1]) return { name: `${rate[1]}_rate`, kind: 'rate', of: rate[1], least: 0, greatest: 1 };
  return NUMBERS.includes(name) ? { name, kind: 'number', of: name, least, greatest } : null;
}

/** What a metric can be called, for errors. */
export const METRIC_NAMES =
  'score, score.<scorer>, refusal_rate, blocked_rate, canned_rate, fallback_rate, error_rate, length, latency, cost, tokens';

/** True for a metric that means nothing without bounds that somebody names. */
export function needsBounds(text: string): boolean {
  return NUMBERS.includes(text.trim());
}
