import { InvalidArgumentError } from 'commander';
import { durationMs } from '../duration';
import { EmptyPeriodError } from './traffic.errors';

/** A point in time as somebody wrote it; one such as `-7d` is another one each time it is looked at. */
export interface Moment {
  readonly text: string;
  /** Epoch milliseconds. */
  at(now: number): number;
}

/** From `from` on, before `to`; epoch milliseconds. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const BEFORE_NOW = /^-(\d{1,6})([mhdw])$/;
// Without a zone it would be another instant on another machine; a date alone begins in UTC.
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Reads `-7d`, `-36h`, `-90m` or an ISO instant. @throws InvalidArgumentError for anything else. */
export function parseMoment(text: string): Moment {
  const [, count, unit = ''] = BEFORE_NOW.exec(text) ?? [];
  const ago = durationMs(Number(count), unit);
  if (Number.isFinite(ago)) return { text, at: (now) => now - ago };
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(instant)) return { text, at: () => instant };
  throw new InvalidArgumentError('it must be a time before now such as -7d, -36h or -90m, or as 2026-11-01T00:00:00Z.');
}

/** The period that ends now unless it says otherwise. @throws EmptyPeriodError when it ends before it begins. */
export function periodOf({ from, to }: { readonly from: Moment; readonly to?: Moment | undefined }): Period {
  const now = Date.now();
  const period = { from: from.at(now), to: to?.at(now) ?? now };
  if (period.from < period.to) return period;
  throw new EmptyPeriodError(from.text, to?.text ?? 'now');
}

/** A period for a person, with the time of the earliest request in it. */
export function periodLine({ from, to }: Period, earliest?: number): string {
  const [begin, end, first] = [from, to, earliest ?? from].map((time) => new Date(time).toISOString());
  return `${begin} to ${end}${earliest === undefined ? '' : `, the first request at ${first}`}`;
}
