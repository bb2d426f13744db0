/** A number of tokens as a provider wrote it, or null for anything that can't be one. */
export function countOrNull(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 0 ? (value as number) : null;
}
