const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** So many seconds (`s`), minutes, hours, days or weeks (`m`, `h`, `d`, `w`) in milliseconds; NaN for any other unit. */
export function durationMs(count: number, unit: string): number {
  return count * (UNIT_MS[unit] ?? Number.NaN);
}
