import type { Row } from '@gauntlet/artefacts';
import type { GivenAnswer } from '../run/given-answer';
import { RowScores } from '../run/metric';
import type { ToldRun } from './told-run';

/** A row whose scores differ between the sides, with the first answer of each. */
export interface ChangedRow {
  readonly row: Row;
  /** Mean of candidate - baseline over the metrics that both sides have; 0 when there is none. */
  readonly change: number;
  /** A critical row that the candidate failed. */
  readonly isFailed: boolean;
  readonly scores: readonly ChangedScore[];
  readonly baseline: GivenAnswer | undefined;
  readonly candidate: GivenAnswer | undefined;
}

interface ChangedScore {
  readonly metric: string;
  readonly baseline: number;
  readonly candidate: number;
}

/** The rows that changed most, at most `count`: critical rows that the candidate failed first, then by the size of the change. */
export function changedRows({ rows, answers, summary }: ToldRun, count: number): ChangedRow[] {
  const metrics = summary.metrics.map(({ name }) => ({ name, scores: new RowScores(name, answers) }));
  const failed = new Set(summary.failedCritical);
  const first = new Map(answers.filter(({ repeat }) => repeat === 1).map((answer) => [placed(answer), answer]));
  return rows
    .map((row): ChangedRow => {
      const scores = metrics.flatMap(({ name, scores: all }) => changeOf(name, row.id, all));
      const change = scores.reduce((sum, { baseline, candidate }) => sum + candidate - baseline, 0);
      const [baseline, candidate] = (['baseline', 'candidate'] as const).map((side) =>
        first.get(placed({ row: row.id, side })),
      );
      const mean = change / Math.max(1, scores.length);
      return { row, change: mean, isFailed: failed.has(row.id), scores, baseline, candidate };
    })
    .filter(({ change, isFailed }) => change !== 0 || isFailed)
    .toSorted((one, other) => rankOf(other) - rankOf(one))
    .slice(0, count);
}

// No change is greater than 1.
function rankOf({ isFailed, change }: ChangedRow): number {
  return Math.abs(change) + (isFailed ? 2 : 0);
}

function placed({ row, side }: Pick<GivenAnswer, 'row' | 'side'>): string {
  return `${side}/${row}`;
}

function changeOf(metric: string, row: string, scores: RowScores): ChangedScore[] {
  const [baseline, candidate] = [scores.mean(row, 'baseline'), scores.mean(row, 'candidate')];
  return baseline === undefined || candidate === undefined ? [] : [{ metric, baseline, candidate }];
}
