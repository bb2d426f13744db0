const BINS = 10;
/** In place of an empty bin, as is usual. */
const HALF = 0.5;

/** The population stability index of scores in ten bins of equal width. */
export function psi(now: readonly number[], before: readonly number[]): number {
  const [a, b] = [shares(now), shares(before)];
  return a.reduce((sum, share, bin) => {
    const other = b[bin] as number;
    return sum + (share - other) * Math.log(share / other);
  }, 0);
}

function shares(values: readonly number[]): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor(value * BINS));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count) => Math.max(count, HALF) / values.length);
}

const referenceOrder = new WeakMap<readonly number[], Float64Array>();

/** The p of the two-sample Kolmogorov-Smirnov test, asymptotic (Smirnov 1948, with the correction of Stephens 1970). */
export function ksP(now: readonly number[], before: readonly number[]): number {
  const a = Float64Array.from(now).sort();
  let b = referenceOrder.get(before);
  if (!b || b.length !== before.length) referenceOrder.set(before, (b = Float64Array.from(before).sort()));
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const x = (root + 0.12 + 0.11 / root) * distance(a, b);
  let p = 0;
  for (let term = 1; term <= 100; term += 1) p += 2 * (term % 2 === 1 ? 1 : -1) * Math.exp(-2 * term ** 2 * x ** 2);
  return x < 0.2 ? 1 : Math.min(1, Math.max(0, p));
}

function distance(a: Float64Array, b: Float64Array): number {
  let [i, j, most] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && a[i] === value) i += 1;
    while (j < b.length && b[j] === value) j += 1;
    most = Math.max(most, Math.abs(i / a.length - j / b.length));
  }
  return most;
}
