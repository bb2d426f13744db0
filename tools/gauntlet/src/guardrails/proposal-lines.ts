import { table } from '../terminal/table';
import type { Proposal, Threshold } from './calibration';
import { MEASURED } from './row-check';

/** What was asked for. */
interface Budget {
  readonly fpr: number;
  readonly judged: number;
  readonly needed: number;
}

/** Proposals for a person, with the lines for a policy. */
export function proposalLines(proposals: readonly Proposal[], { fpr, judged, needed }: Budget): string[] {
  const rows = proposals.map((proposal) => {
    const { check, channel, rows, block, judge } = proposal;
    if (!block || !judge) return [check, channel, String(rows), whyNot(rows, needed), ''];
    return [check, channel, String(rows), shown(block), shown(judge)];
  });
  return [
    ...table([['check', 'channel', 'rows', `block, for ${percent(fpr)}`, `judge, for ${percent(judged)}`], ...rows]),
    '',
    'In brackets: the share of these texts, and what the true share is below with a confidence of 95 %',
    `(Clopper-Pearson, one-sided). To show ${percent(fpr)} takes at least ${needed} rows.`,
    '',
    ...policyLines(proposals),
  ];
}

/** The entries of a policy's side that say the same. */
export function policyLines(proposals: readonly Proposal[]): string[] {
  const checks = [...new Set(proposals.map(({ check }) => check))];
  return checks.flatMap((check) => {
    const { user, document } = Object.fromEntries(
      proposals.filter((one) => one.check === check).map((one) => [one.channel, zonesOf(one)]),
    );
    const options = [...(user ? [user] : []), ...(document ? [`document: { ${document} }`] : [])];
    if (options.length === 0) return [];
    return [`- { check: ${MEASURED[check]}, action: block, options: { ${options.join(', ')} } }`];
  });
}

function zonesOf({ block, judge }: Proposal): string | null {
  return block && judge ? `judge: ${judge.from}, block: ${block.from}` : null;
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
