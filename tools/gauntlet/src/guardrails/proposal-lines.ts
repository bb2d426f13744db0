import { stringify } from 'yaml';
import type { Policy, PolicySide } from '@gauntlet/artefacts';
import { table } from '../terminal/table';
import type { Proposal, Threshold } from './calibration';
import type { PolicyEntries } from './policy-entries';

const SIDES: readonly PolicySide[] = ['input', 'output'];

/** What was asked for. */
interface Budget {
  readonly fpr: number;
  readonly judged: number;
  readonly needed: number;
}

/** What a policy would have to say. */
interface Entries {
  /** Whose entries they are with other thresholds; null when they are made from nothing. */
  readonly policy: Policy | null;
  readonly entries: PolicyEntries;
}

/** Proposals for a person, with the lines for a policy. */
export function proposalLines(
  proposals: readonly Proposal[],
  { fpr, judged, needed }: Budget,
  entries: Entries,
): string[] {
  const rows = proposals.map((proposal) => {
    const { check, side, channel, rows, block, judge } = proposal;
    if (!block || !judge) return [check, side, channel, String(rows), whyNot(rows, needed), ''];
    return [check, side, channel, String(rows), shown(block), shown(judge)];
  });
  return [
    ...table([
      ['check', 'side', 'channel', 'rows', `block, for ${percent(fpr)}`, `judge, for ${percent(judged)}`],
      ...rows,
    ]),
    '',
    'In brackets: the share of these texts, and what the true share is below with a confidence of 95 %',
    `(Clopper-Pearson, one-sided). To show ${percent(fpr)} takes at least ${needed} rows.`,
    ...pasteLines(entries),
  ];
}

/** What is to be done with the entries, and each as a line that stands in a policy as it is. */
function pasteLines({ policy, entries }: Entries): string[] {
  const sides = SIDES.filter((side) => entries[side].length > 0);
  const lines = sides.flatMap((side) => [
    '',
    `Below checks of the ${side}, in place of the entry of the same check:`,
    ...entries[side].map(entryLine),
  ]);
  if (sides.length === 0 || policy) return lines;
  return [...lines, '', 'With --policy, an entry keeps what that policy says of its check, such as judge and mode.'];
}

function entryLine(entry: object): string {
  return `    - ${stringify(entry, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`;
}

function whyNot(rows: number, needed: number): string {
  return rows < needed ? `too few rows: it takes ${needed}` : 'none: too many of these texts have the highest score';
}

function shown({ from, reached, upperBound }: Threshold): string {
  return `${from} (${reached}, below ${percent(upperBound)})`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
