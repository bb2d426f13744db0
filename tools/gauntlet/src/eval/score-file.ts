import type { Bounds } from '@gauntlet/statistics';
import { chunksOf, linesOf } from '../guardrails/row-file';
import { RowFileError } from '../guardrails/rows.errors';
import { readAt, ScoresError } from './eval.errors';
import { parseScoreRow, requireWithin, type ScoreRow } from './score-row';

/** A file of scores. */
export interface ScoreFile {
  readonly path: string;
  /** By their ids. */
  readonly rows: ReadonlyMap<string, NumberedScore>;
}

/** A score without what its row says of no comparison, since files may have a million of them. */
export interface NumberedScore extends Omit<ScoreRow, 'id'> {
  /** Of its line, counted from 1. */
  readonly line: number;
}

/**
 * Reads a file of scores.
 * @param bounds what every score must lie within; null: any finite score will do
 * @throws RowFileError when the file can't be read or has no row; ScoresError for a bad row, with its line.
 */
export async function readScores(path: string, bounds: Bounds | null): Promise<ScoreFile> {
  const rows = new Map<string, NumberedScore>();
  for await (const { number: line, text } of linesOf(chunksOf(path))) {
    readAt(placeOf(path, line), () => {
      const { id, cluster, score } = parseScoreRow(text);
      requireWithin(score, 'score', bounds);
      const before = rows.get(id);
      if (before)
        throw new ScoresError(`id ${id} is in ${placeOf(path, before.line)} already; keep one of the two rows`);
      rows.set(id, { cluster, score, line });
    });
  }
  if (rows.size === 0) throw new RowFileError(path, 'has no rows; it needs one JSON object a line');
  return { path, rows };
}

/** Such as `a.jsonl, line 7`. */
export function placeOf(path: string, line: number): string {
  return `${path}, line ${line}`;
}
