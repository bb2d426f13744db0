import type { Score } from '@gauntlet/scoring/release';

const RATINGS: Readonly<Record<string, number>> = { good: 1, fair: 0.5, poor: 0 };

/** The judge's JSON as a score: good 1, fair 0.5, poor 0. Null when it is not what the first version of the prompt asks for. */
export function judgementOf(answer: string): Score | null {
  const { rating, reason } = fieldsOf(answer);
  if (typeof rating !== 'string' || !Object.hasOwn(RATINGS, rating)) return null;
  return { score: RATINGS[rating] ?? 0, label: rating, explanation: typeof reason === 'string' ? reason : '' };
}

function fieldsOf(answer: string): { readonly rating?: unknown; readonly reason?: unknown } {
  try {
    return Object(JSON.parse(answer));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
