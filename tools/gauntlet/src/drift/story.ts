import type { StateChange } from '@gauntlet/statistics/watch';

/** A change of state as a sentence for a person. */
export function sentenceOf(change: StateChange): string {
  const { at, monitor, state, since, blame, where } = change;
  const parts = [
    `${at === null ? 'never' : minute(at)}  ${state.padEnd(12)}  ${monitor}, ${streamOf(change)}`,
    valueOf(change),
    ...(since !== null && state === 'firing' ? [`since ${minute(since)}`] : []),
    ...(blame !== null && state === 'firing'
      ? [blame === 'unknown' ? 'who is to blame is unknown' : `blames ${blame}`]
      : []),
    ...(where !== null && state === 'firing' ? [`in ${pairs(where)}`] : []),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function streamOf({ prompt, version, by }: StateChange): string {
  const name = version === null ? (prompt ?? 'no prompt') : `${prompt}@${version}`;
  return by ? `${name} (${pairs(by)})` : name;
}

function valueOf({ metric, value, interval }: StateChange): string {
  if (value === null) return '';
  const between = interval ? ` (between ${digits(interval[0])} and ${digits(interval[1])})` : '';
  return `${metric} ${digits(value)}${between}`;
}

function pairs(values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value || 'none'}`)
    .join(', ');
}

function digits(value: number): string {
  return value.toPrecision(3);
}

/** Without seconds, in UTC. */
function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
