import {
  detectableEffect,
  rowsFor,
  rowsForEveryLook,
  rowsForNotWorse,
  type Scatter,
  type Sureness,
} from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';

/** What is known before a run. */
export interface PowerOptions extends Required<Scatter>, Sureness {
  /** Rows at hand. */
  readonly n?: number | undefined;
  /** Rows in the largest cluster (default: as in all of them). */
  readonly largestCluster?: number | undefined;
  /** The drop that is to be seen, which is the margin too. */
  readonly drop: number;
}

/** Says how many rows a comparison needs, and what the rows at hand can show. */
export function sayPower({ n, drop, largestCluster, ...known }: PowerOptions, terminal: Terminal): void {
  const largest = Math.ceil(largestCluster ?? known.clusterSize);
  const rows = rowsFor(drop, known, known);
  const notWorse = rowsForNotWorse(drop, known, known);
  const sequential = rowsForEveryLook(Math.max(rows, notWorse), {
    ...{ effect: drop, alpha: known.alpha, largestCluster: largest },
  });
  const detectable = n === undefined ? null : detectableEffect(n, known, known);
  const isEnough = detectable !== null && Number.isFinite(detectable);
  terminal.line(
    n === undefined
      ? `for a drop of ${points(drop)} you need ${counted(rows, 'row')}`
      : `with n = ${counted(n, 'row')} you can detect ${atHand(detectable)}; for ${points(drop)} you need ${rows}`,
  );
  terminal.line(`for "not worse" with a margin of ${points(drop)}, if the variants are equal, you need ${notWorse}`);
  terminal.line(`with --sequential plan for ${sequential}; large differences end it early`);
  terminal.line(assumptions(known));
  terminal.line('differences with a long tail on one side take about half as many rows again');
  terminal.value({
    ...(n === undefined ? {} : { n, detectableDrop: isEnough ? detectable : null }),
    ...{ drop, rowsNeeded: rows, rowsNeededSequential: sequential, rowsNeededNotWorse: notWorse },
    ...known,
  });
}

function atHand(detectable: number | null): string {
  if (detectable === null || !Number.isFinite(detectable))
    return 'nothing, since they are too few to tell how scores scatter';
  return `a drop of ${points(detectable)}`;
}

function assumptions({ sd, clusterSize, icc, alpha, power }: Scatter & Sureness): string {
  const clusters = clusterSize === 1 ? '' : `, clusters of ${clusterSize} rows with a correlation of ${icc}`;
  return `alpha ${alpha}, power ${power}, differences with a standard deviation of ${sd}${clusters}`;
}

/** Scores are taken to go from 0 to 1. */
function points(share: number): string {
  return `${Number((share * 100).toFixed(1))} points`;
}
