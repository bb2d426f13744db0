import {
  type Bounds,
  type CorrectedMean,
  correctedMean,
  type JudgedRows,
  type Level,
  levelOf,
} from '@gauntlet/statistics';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { ScoresError } from './eval.errors';
import { readScores, type ScoreFile } from './score-file';

/** How to bound a mean. */
export interface LevelOptions {
  /** Scores that a person gave to some of the rows. */
  readonly human?: string | undefined;
  readonly alpha: number;
  readonly bounds: Bounds;
}

/** Below it the interval of the corrected mean is too narrow. */
const FEW_LABELS = 50;

/**
 * Says between which values the mean of the scores of a file lies, and with a person's scores of some rows where it would be if a
 * person had given all of them.
 * @throws RowFileError, ScoresError for a file or a row that is of no use; a retry doesn't help.
 */
export async function sayLevel(
  path: string,
  { human, alpha, bounds }: LevelOptions,
  terminal: Terminal,
): Promise<void> {
  const scores = await readScores(path, bounds);
  const scored = [...scores.rows].flatMap(([id, { score, cluster }]) =>
    score === null ? [] : [{ id, score, cluster }],
  );
  if (scored.length === 0) throw new ScoresError('no row has a score', path);
  const sample = {
    values: scored.map(({ score }) => score),
    clusters: scored.map(({ id, cluster }) => cluster ?? `${id}\n`),
  };
  const level = levelOf(sample, { alpha, bounds });
  terminal.line(
    `mean       ${between(level)}, of ${counted(level.rows, 'row')} in ${counted(level.clusters, 'cluster')}`,
  );
  const rows = human === undefined ? null : judgedRows(scores, await readScores(human, bounds));
  const corrected = rows && correctedMean(rows, alpha);
  if (rows && corrected) for (const line of correctedLines(rows, corrected)) terminal.line(line);
  terminal.value({
    ...{ mean: level.mean, interval: ends(level), rows: level.rows, clusters: level.clusters, alpha },
    ...(rows && corrected && { corrected: { mean: corrected.mean, interval: ends(corrected), rows: labelled(rows) } }),
  });
}

/** @throws ScoresError when no row has scores of both. */
function judgedRows(scores: ScoreFile, human: ScoreFile): JudgedRows {
  const both = [...scores.rows].flatMap(([id, { score }]) =>
    score === null ? [] : [{ score, human: human.rows.get(id)?.score ?? null }],
  );
  const rows = { judge: both.map(({ score }) => score), human: both.map((one) => one.human) };
  if (labelled(rows) > 0) return rows;
  throw new ScoresError(`no row has a score here and in ${scores.path}; give a row the same id in both`, human.path);
}

function correctedLines(rows: JudgedRows, corrected: CorrectedMean): string[] {
  const count = labelled(rows);
  const both = rows.judge.flatMap((score, row) =>
    rows.human[row] === null ? [] : [score - (rows.human[row] as number)],
  );
  const bias = both.reduce((sum, one) => sum + one, 0) / both.length;
  return [
    `corrected  ${between(corrected)}, by ${counted(count, 'row')} that a person has scored, too`,
    `           there the file is ${Math.abs(bias).toFixed(4)} ${bias < 0 ? 'below' : 'above'} the person in the mean`,
    ...(count < FEW_LABELS
      ? [`           ${count} rows are few, so the interval is too narrow; label ${FEW_LABELS}`]
      : []),
  ];
}

function labelled({ human }: JudgedRows): number {
  return human.filter((score) => score !== null).length;
}

function between({ mean, interval }: Pick<Level, 'mean' | 'interval'>): string {
  return `${mean.toFixed(4)}, between ${interval.low.toFixed(4)} and ${interval.high.toFixed(4)}`;
}

function ends({ interval: { low, high } }: Pick<Level, 'interval'>): [number, number] {
  return [low, high];
}
