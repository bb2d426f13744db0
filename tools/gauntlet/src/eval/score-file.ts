import type { Bounds } from '@gauntlet/statistics';
import { chunksOf, linesOf } from '../guardrails/row-file';
import { RowFileError } from '../guardrails/rows.errors';
import { readAt, ScoresError } from './eval.errors';
import { parseScoreRow, requireWithin, type ScoreRow } from './score-row';

/** A row of a file of scores, and where it stands. */
export interface PlacedScore extends ScoreRow {
  /** Such as `a.jsonl, line 7`. */
  readonly place: string;
}

/**
 * The rows of a file of scores by their ids. A number and its digits as a string are one id.
 * @param bounds what every score must lie within; null: any finite score will do
 * @throws RowFileError when the file can't be read or has no row; ScoresError for a bad row, with its line.
 */
export async function readScores(path: string, bounds: Bounds | null): Promise<ReadonlyMap<string, PlacedScore>> {
  const rows = new Map<string, PlacedScore>();
  for await (const { number, text } of linesOf(chunksOf(path))) {
    const place = `${path}, line ${number}`;
    const row = readRow(text, place, bounds);
    const before = rows.get(String(row.id));
    if (before) throw new ScoresError(`id ${row.id} is in ${before.place} already; keep one of the two rows`, place);
    rows.set(String(row.id), { ...row, place });
  }
  if (rows.size === 0) throw new RowFileError(path, 'has no rows; it needs one JSON object a line');
  return rows;
}

function readRow(text: string, place: string, bounds: Bounds | null): ScoreRow {
  return readAt(place, () => {
    const row = parseScoreRow(text);
    requireWithin(row.score, 'score', bounds);
    return row;
  });
}
