import { createReadStream } from 'node:fs';
import { MOST_CHARACTERS, parseRow, type Row } from './row';
import { RowError, RowFileError } from './rows.errors';

/** A line that is not empty. */
export interface Line {
  /** Counted from 1, empty lines too. */
  readonly number: number;
  readonly text: string;
}

/** A row of a file, and where it stands. */
export interface PlacedRow {
  readonly row: Row;
  /** Such as `rows.jsonl, line 7`. */
  readonly place: string;
}

/**
 * The rows of a JSON Lines file, read while they are used, so that a file may be larger than memory.
 * @throws RowFileError when the file can't be read or has no row; RowError for a bad row, with its line.
 */
export async function* rowsOf(path: string): AsyncGenerator<PlacedRow> {
  let rows = 0;
  for await (const { number, text } of linesOf(chunksOf(path))) {
    const place = `${path}, line ${number}`;
    yield { row: await at(place, () => parseRow(text)), place };
    rows += 1;
  }
  if (rows === 0) throw new RowFileError(path, 'has no rows; it needs one JSON object a line');
}

/** What `read` gives; its RowError says where the row stands. */
export async function at<T>(place: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof RowError ? new RowError(error.message, place) : error;
  }
}

/** The text of a file, piece by piece. @throws RowFileError when it can't be read. */
export async function* chunksOf(path: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, 'utf8') as AsyncIterable<string>;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new RowFileError(path, `can not be read (${code}); name a file of rows, one JSON object a line`, { cause });
  }
}

/**
 * Splits text at its line feeds; a byte order mark, carriage returns and empty lines are passed over. Node's readline
 * would split at U+2028 as well, which may stand in a JSON string.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 1;
  let line = '';
  for await (const chunk of chunks) {
    const [rest = '', ...more] = chunk.split('\n');
    line = continued(line, rest);
    for (const next of more) {
      if (line.trim() !== '') yield { number, text: line.trim() };
      number += 1;
      line = next;
    }
  }
  if (line.trim() !== '') yield { number, text: line.trim() };
}

// What is too long is refused all the same, so no more of it needs to be kept.
function continued(line: string, rest: string): string {
  return line.length > MOST_CHARACTERS ? line : line + rest;
}
