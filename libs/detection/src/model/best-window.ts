import type { Features } from './features';
import type { Buckets } from './tokens';

/** The window of a text that scores highest: its tokens and its sum of weights over the root of their number. */
export interface Window {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

type Counted = Pick<Features, 'tokens' | 'first' | 'segments'>;

// In tokens. Short ones find an instruction in a document, long ones what is spread over a page.
const SIZES = [14, 42, 126, 378];
const STEPS = 4;
const MIN_SEGMENT = 4;

/**
 * For each token the weights of all features before it, and their sum at the end, added to what is there.
 *
 * @param sums one more than there are tokens; whole numbers give the same sum in any order
 */
export function sumsOf<Sums extends Int32Array | Float64Array>(
  weights: ArrayLike<number>,
  { buckets, first }: Buckets,
  sums: Sums,
): Sums {
  let sum = 0;
  for (let token = 0; token + 1 < sums.length; token += 1) {
    const end = first[token + 1] as number;
    for (let at = first[token] as number; at < end; at += 1) sum += weights[buckets[at] as number] as number;
    sums[token + 1] = (sums[token + 1] as number) + sum;
  }
  return sums;
}

/**
 * The best of overlapping windows of all sizes.
 *
 * @param sums as {@link sumsOf} gives them
 */
export function bestWindow(sums: ArrayLike<number>, features: Counted): Window {
  const { first, tokens } = features;
  let best = bestSegment(sums, features);
  for (const size of SIZES) {
    const step = Math.ceil(size / STEPS);
    for (let from = 0; from + size - step < tokens && size < tokens; from += step) {
      const window = windowOf(sums, first, from, Math.min(tokens, from + size));
      if (window.value > best.value) best = window;
    }
  }
  return best;
}

/** The best of the text as a whole, of its segments, and of every two that follow one another. */
function bestSegment(sums: ArrayLike<number>, { first, tokens, segments }: Counted): Window {
  let best = windowOf(sums, first, 0, tokens);
  for (let segment = 0; segment + 1 < segments.length; segment += 1) {
    const from = segments[segment] as number;
    for (const to of [segments[segment + 1] as number, segments[segment + 2] ?? 0]) {
      if (to - from < MIN_SEGMENT) continue;
      const window = windowOf(sums, first, from, to);
      if (window.value > best.value) best = window;
    }
  }
  return best;
}

function windowOf(sums: ArrayLike<number>, first: Uint32Array, from: number, to: number): Window {
  const features = (first[to] ?? 0) - (first[from] ?? 0);
  const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
  return { value: features === 0 ? 0 : sum / Math.sqrt(features), from, to };
}
