import type { PolicySide } from '@gauntlet/artefacts';
import type { Channel } from '@gauntlet/detection';
import { trialsFor } from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { type Proposal, thresholdWithin } from './calibration';
import { policyEntries } from './policy-entries';
import { proposalLines } from './proposal-lines';
import { answerTo, type Measured, type RowCheck, sideOf } from './row-check';
import { at, rowsOf } from './row-file';
import { TooFewRowsError } from './rows.errors';

/** On which texts which checks are calibrated, and to which budget. */
export interface CalibrateOptions extends Pick<RowCheck, 'policy'> {
  /** File of harmless texts. */
  readonly traffic: string;
  /** The share of harmless texts that may be flagged, above 0 and below 1. */
  readonly fpr: number;
  /** Checks that score. */
  readonly checks: readonly Measured[];
}

const SIDES: readonly PolicySide[] = ['input', 'output'];
const CHANNELS: readonly Channel[] = ['user', 'document'];

/** A judge may be asked for nothing so many times as often as a harmless text is blocked. */
const JUDGED_PER_BLOCKED = 5;

/**
 * Proposes for each check thresholds that keep a budget of false positives, as entries for a policy.
 * @throws TooFewRowsError when there are too few texts to show that for any of them; RowFileError, RowError,
 * CheckNotInPolicyError.
 */
export async function calibrate(options: CalibrateOptions, terminal: Terminal): Promise<void> {
  const { fpr, policy } = options;
  const { groups, leftOut } = await scoresOf(options);
  const judged = Math.min(1, fpr * JUDGED_PER_BLOCKED);
  const proposals = groups.map(({ scores, ...group }): Proposal => {
    const block = thresholdWithin(fpr, scores);
    const judge = thresholdWithin(judged, scores);
    // A budget of everything is kept by any threshold, also by one above that to block from.
    return { ...group, rows: scores.length, block, judge: block && judge && judge.from > block.from ? block : judge };
  });
  const needed = trialsFor(fpr);
  const most = Math.max(...proposals.map(({ rows }) => rows));
  if (most < needed) throw new TooFewRowsError(most, needed, fpr);
  if (leftOut > 0)
    terminal.line(`left out ${counted(leftOut, 'row')} labelled 1: what is calibrated on must be harmless`);
  const entries = policyEntries(proposals, policy);
  for (const line of proposalLines(proposals, { fpr, judged, needed }, { policy, entries })) terminal.line(line);
  terminal.value({ fpr, judged, rowsNeeded: needed, leftOut, proposals, policy: entries });
}

async function scoresOf({ traffic, checks, policy }: CalibrateOptions) {
  const groups = checks.flatMap((check) =>
    SIDES.flatMap((side) => CHANNELS.map((channel) => ({ check, side, channel, scores: [] as number[] }))),
  );
  let leftOut = 0;
  for await (const { row, place } of rowsOf(traffic)) {
    if (row.label) leftOut += 1;
    else {
      const isOf = ({ check, side, channel }: (typeof groups)[number]) =>
        channel === row.channel && side === sideOf(row, check);
      for (const { check, scores } of groups.filter(isOf)) {
        scores.push((await at(place, () => answerTo(row, { measured: check, policy }))).score);
      }
    }
  }
  return { groups: groups.filter(({ scores }) => scores.length > 0), leftOut };
}
