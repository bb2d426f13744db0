import { compare, compareSequentially, type Pairs, sequenceOf, type Verdict } from '@gauntlet/statistics';
import { SETTINGS } from './settings';

/** How many comparisons ended how. */
export interface Tally {
  readonly comparisons: number;
  /** One look at the rows whose number was fixed. */
  readonly oneLook: Method;
  /** A look after every row, at up to `rowsToLookAt`; null for scores without bounds. */
  readonly everyLook: (Method & { readonly rowsAtVerdict: number }) | null;
  /** How many pass where two means are compared, at the rows of one look. */
  readonly pointGate: { readonly withMargin: number; readonly withoutMargin: number };
}

/** `covered` counts the comparisons whose interval holds the true difference; of sequences, at every look. */
interface Method {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly covered: number;
}

/** What one comparison of rows with a known true drop counts for. `rows` of them are for one look. */
export function tallyOf(pairs: Pairs, drop: number, rows: number, isBounded: boolean): Tally {
  const first = firstOf(pairs, rows);
  const { verdict, interval, difference } = compare(first, SETTINGS);
  return {
    comparisons: 1,
    oneLook: { verdicts: verdictsOf(verdict), covered: Number(interval.low <= -drop && -drop <= interval.high) },
    everyLook: isBounded ? everyLook(pairs, drop) : null,
    pointGate: { withMargin: Number(difference >= -SETTINGS.margin), withoutMargin: Number(difference >= 0) },
  };
}

function everyLook(pairs: Pairs, drop: number): Tally['everyLook'] {
  const { verdict, stoppedAt } = compareSequentially(pairs, SETTINGS);
  const { totals, untilAbove, untilBelow } = sequenceOf(pairs, SETTINGS);
  const missedAt = Math.min(untilAbove(-drop), untilBelow(-drop));
  return {
    verdicts: verdictsOf(verdict),
    covered: Number(missedAt > totals.sums.length),
    rowsAtVerdict: stoppedAt,
  };
}

function firstOf({ baseline, candidate, clusters }: Pairs, rows: number): Pairs {
  return {
    baseline: baseline.slice(0, rows),
    candidate: candidate.slice(0, rows),
    clusters: clusters?.slice(0, rows),
  };
}

function verdictsOf(verdict: Verdict): Record<Verdict, number> {
  return { better: 0, 'not worse': 0, worse: 0, 'not enough data': 0, [verdict]: 1 };
}

/** The counts of two tallies together; `rowsAtVerdict` is summed up, too. */
export function added(one: Tally, other: Tally): Tally {
  return sumOf(one, other) as Tally;
}

/** Adds what stands in the same place; both have the same places. */
function sumOf(one: unknown, other: unknown): unknown {
  if (typeof one === 'number') return one + (other as number);
  if (one === null) return null;
  const entries = Object.entries(one as object);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, sumOf(value, (other as Record<string, unknown>)[name])]),
  );
}
