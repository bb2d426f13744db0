/**
 * The value below or at which a share of the values lies: the nearest rank, so always one of them. NaN without values.
 * @param share 0 to 1, as 0.99 for p99
 */
export function quantile(values: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(values.length * share));
  return Float64Array.from(values).sort()[rank - 1] ?? Number.NaN;
}
