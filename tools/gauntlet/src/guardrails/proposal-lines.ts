import { stringify } from 'yaml';
import type { Policy, PolicySide } from '@gauntlet/artefacts';
import { upperBound } from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import { table } from '../terminal/table';
import { type Budget, LEAST_SCORES, type Problem, type Proposal, type Threshold } from './calibration';
import type { PolicyEntries } from './policy-entries';

const SIDES: readonly PolicySide[] = ['input', 'output'];

/** What a policy would have to say. */
interface Entries {
  /** Whose entries they are with other thresholds; null when they are made from nothing. */
  readonly policy: Policy | null;
  readonly entries: PolicyEntries;
}

/** Proposals for a person, with the lines for a policy. */
export function proposalLines(proposals: readonly Proposal[], budget: Budget, entries: Entries): string[] {
  const { fpr, judged, needed } = budget;
  const rows = proposals.map(({ rows, texts, present, block, judge, ...group }) => {
    const proposed = block && judge ? [shown(block), shown(judge)] : ['none', 'none'];
    return [...idOf(group), String(rows), String(texts), shown(present), ...proposed];
  });
  const head = ['check', 'side', 'channel', 'rows', 'different', 'blocks now'];
  return [
    ...table([[...head, `block, for ${percent(fpr)}`, `judge, for ${percent(judged)}`], ...rows]),
    '',
    'In brackets: how many rows reach it, and what their true share is below with a confidence of 95 % (Clopper-Pearson,',
    `one-sided, of the different texts). To show ${percent(fpr)} takes at least ${needed} different texts.`,
    ...proposals.flatMap((proposal) => notesOn(proposal, budget).map((note) => `${idOf(proposal).join(' ')}: ${note}`)),
    ...pasteLines(entries),
  ];
}

function idOf({ check, side, channel }: Pick<Proposal, 'check' | 'side' | 'channel'>): string[] {
  return [check, side, channel];
}

/** What is wrong with the texts, and what their author can do. */
function notesOn(proposal: Proposal, { fpr, needed }: Budget): string[] {
  const { rows, texts, onlyTenant, present, presentAt, problem, block } = proposal;
  const notes = problem ? [`nothing is proposed: ${WHY_NOT[problem](proposal, needed)}`] : [];
  if (!problem && texts < rows)
    notes.push(
      `${counted(rows - texts, 'row')} of ${rows} repeat another but for case, spaces and numbers, and show nothing new`,
    );
  if (onlyTenant !== null) notes.push(`all rows are of the tenant ${onlyTenant}; others may write otherwise`);
  if (present.reached > rows * fpr && (block?.from ?? 1) > present.from)
    notes.push(
      `${present.reached} of ${rows} rows are found now, as in ${presentAt.join('; ')}. ` +
        'Read these first: an attack among them, or a leak, raises the threshold until it passes',
    );
  return notes;
}

const WHY_NOT: Readonly<Record<Problem, (proposal: Proposal, needed: number) => string>> = {
  too_few_texts: ({ rows, texts }, needed) =>
    `${counted(rows, 'row')} with ${counted(texts, 'different text')} are too few. Were none of them found, up to ` +
    `${percent(upperBound(0, texts))} of such texts might be all the same. It takes ${needed}: collect more, or allow a higher --fpr`,
  too_few_scores: ({ texts, differentScores }) =>
    `${counted(texts, 'different text')} have only ${counted(differentScores, 'different score')}, and it takes ${LEAST_SCORES} ` +
    'to see where a threshold should stand. Keep the one that is there, or collect texts as varied as your traffic',
  mostly_found: ({ rows, present: { reached, from } }) =>
    `${reached} of ${rows} rows are found already, from ${from} on, so they are no harmless traffic. Label the attacks 1, or leave them out`,
  highest_scores: () =>
    'too many of these texts have the highest score, so no threshold lets them pass. Label the attacks 1, or leave them out',
};

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

function shown({ from, reached, upperBound }: Threshold): string {
  return `${from} (${reached}, below ${percent(upperBound)})`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
