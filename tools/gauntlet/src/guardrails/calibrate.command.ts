import type { Channel } from '@gauntlet/detection';
import { trialsFor } from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { type Proposal, thresholdWithin } from './calibration';
import { policyLines, proposalLines } from './proposal-lines';
import { answerTo, type Measured } from './row-check';
import { at, rowsOf } from './row-file';
import { TooFewRowsError } from './rows.errors';

/** On which texts which checks are calibrated, and to which budget. */
export interface CalibrateOptions {
  /** File of harmless texts. */
  readonly traffic: string;
  /** The share of harmless texts that may be flagged, above 0 and below 1. */
  readonly fpr: number;
  /** Checks that score. */
  readonly checks: readonly Measured[];
}

const CHANNELS: readonly Channel[] = ['user', 'document'];

/** A judge may be asked for nothing so many times as often as a harmless text is blocked. */
const JUDGED_PER_BLOCKED = 5;

/**
 * Proposes for each check thresholds that keep a budget of false positives, as lines for a policy.
 * @throws TooFewRowsError when there are too few texts to show that for any of them; RowFileError, RowError.
 */
export async function calibrate({ traffic, fpr, checks }: CalibrateOptions, terminal: Terminal): Promise<void> {
  const { groups, leftOut } = await scoresOf(traffic, checks);
  const judged = Math.min(1, fpr * JUDGED_PER_BLOCKED);
  const proposals = groups.map(({ scores, ...group }): Proposal => {
    return {
      ...group,
      rows: scores.length,
      block: thresholdWithin(fpr, scores),
      judge: thresholdWithin(judged, scores),
    };
  });
  const needed = trialsFor(fpr);
  const most = Math.max(...proposals.map(({ rows }) => rows));
  if (most < needed) throw new TooFewRowsError(most, needed, fpr);
  if (leftOut > 0)
    terminal.line(`left out ${counted(leftOut, 'row')} labelled 1: what is calibrated on must be harmless`);
  for (const line of proposalLines(proposals, { fpr, judged, needed })) terminal.line(line);
  terminal.value({ fpr, judged, rowsNeeded: needed, leftOut, proposals, policy: policyLines(proposals) });
}

async function scoresOf(traffic: string, checks: readonly Measured[]) {
  const groups = checks.flatMap((check) => CHANNELS.map((channel) => ({ check, channel, scores: [] as number[] })));
  let leftOut = 0;
  for await (const { row, place } of rowsOf(traffic)) {
    if (row.label) leftOut += 1;
    else {
      for (const { check, scores } of groups.filter(({ channel }) => channel === row.channel)) {
        scores.push((await at(place, () => answerTo(row, { measured: check, policy: null }))).score);
      }
    }
  }
  return { groups: groups.filter(({ scores }) => scores.length > 0), leftOut };
}
