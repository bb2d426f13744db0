import { wilson } from '@gauntlet/statistics';
import type { Count } from '../measures';

const NOT_THERE = '–';

/** A share in %, with one decimal place. */
export function percent(count: Count | null): string {
  return count ? hundredths(count.count / count.of) : NOT_THERE;
}

/** The same with its Wilson interval of 95 %. */
export function percentWithBounds(count: Count | null): string {
  if (!count) return NOT_THERE;
  const { low, high } = wilson(count.count, count.of);
  return `${percent(count)} (${hundredths(low)}–${hundredths(high)})`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function table(columns: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...lines.map(row)];
}

function hundredths(share: number): string {
  return (share * 100).toFixed(1);
}
