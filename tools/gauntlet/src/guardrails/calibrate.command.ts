import type { PolicySide } from '@gauntlet/artefacts';
import type { Channel } from '@gauntlet/detection';
import { trialsFor } from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { type Proposal, proposalOf } from './calibration';
import { HarmlessScores } from './harmless-scores';
import { policyEntries } from './policy-entries';
import { proposalLines } from './proposal-lines';
import { answerTo, type Measured, presentThreshold, type RowCheck, sideOf } from './row-check';
import { at, type PlacedRow, rowsOf } from './row-file';
import { NothingProposedError, RowFileError } from './rows.errors';

/** On which texts which checks are calibrated, and to which budget. */
export interface CalibrateOptions extends Pick<RowCheck, 'policy'> {
  /** File of harmless texts. */
  readonly traffic: string;
  /** The share of harmless texts that may be flagged, above 0 and below 1. */
  readonly fpr: number;
  /** Checks that score. */
  readonly checks: readonly Measured[];
}

interface Group extends Pick<Proposal, 'check' | 'side' | 'channel'> {
  readonly scores: HarmlessScores;
}

const SIDES: readonly PolicySide[] = ['input', 'output'];
const CHANNELS: readonly Channel[] = ['user', 'document'];

/** A judge may be asked for nothing so many times as often as a harmless text is blocked. */
const JUDGED_PER_BLOCKED = 5;

/**
 * Proposes for each check thresholds that keep a budget of false positives, as entries for a policy, and says of which texts
 * that can't be shown.
 * @throws NothingProposedError when it can be shown for none; RowFileError, RowError, CheckNotInPolicyError.
 */
export async function calibrate(options: CalibrateOptions, terminal: Terminal): Promise<void> {
  const { fpr, policy, traffic } = options;
  const { groups, leftOut } = await scoresOf(options);
  if (groups.length === 0)
    throw new RowFileError(
      traffic,
      `has attacks alone: all ${counted(leftOut, 'row')} have the label 1; add harmless texts`,
    );
  const budget = { fpr, judged: Math.min(1, fpr * JUDGED_PER_BLOCKED), needed: trialsFor(fpr) };
  const proposals = groups.map(({ scores, ...group }): Proposal => ({ ...group, ...proposalOf(scores, budget) }));
  if (leftOut > 0)
    terminal.line(`left out ${counted(leftOut, 'row')} labelled 1: what is calibrated on must be harmless`);
  const entries = policyEntries(proposals, policy);
  for (const line of proposalLines(proposals, budget, { policy, entries })) terminal.line(line);
  const { judged, needed: rowsNeeded } = budget;
  terminal.value({ fpr, judged, rowsNeeded, leftOut, proposals, policy: entries });
  if (proposals.every(({ problem }) => problem)) throw new NothingProposedError();
}

async function scoresOf({ traffic, checks, policy }: CalibrateOptions): Promise<{ groups: Group[]; leftOut: number }> {
  const groups = new Map<string, Group>();
  let leftOut = 0;
  for await (const placed of rowsOf(traffic)) {
    if (placed.row.label) leftOut += 1;
    else for (const measured of checks) await addScore(placed, { measured, policy }, groups);
  }
  const inOrder = checks.flatMap((check) =>
    SIDES.flatMap((side) => CHANNELS.flatMap((channel) => groups.get(keyOf({ check, side, channel })) ?? [])),
  );
  return { groups: inOrder, leftOut };
}

async function addScore(placed: PlacedRow, rowCheck: RowCheck, groups: Map<string, Group>): Promise<void> {
  const { row, place } = placed;
  const group = { check: rowCheck.measured, side: sideOf(row, rowCheck.measured), channel: row.channel };
  const { score } = await at(place, () => answerTo(row, rowCheck));
  const scores = groups.get(keyOf(group))?.scores ?? new HarmlessScores(presentThreshold(rowCheck, group));
  groups.set(keyOf(group), { ...group, scores });
  scores.add(placed, score);
}

function keyOf({ check, side, channel }: Omit<Group, 'scores'>): string {
  return [check, side, channel].join();
}
