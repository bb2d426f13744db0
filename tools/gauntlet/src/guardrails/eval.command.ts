import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Terminal } from '../terminal/terminal';
import { reportLines, reportValue } from './eval-report';
import { Evaluation } from './evaluation';
import { answerTo, type RowCheck } from './row-check';
import { at, rowsOf } from './row-file';
import { RowFileError } from './rows.errors';

/** What is measured, on which rows. */
export interface EvalOptions extends RowCheck {
  readonly data: string;
  /** File that gets the score of each row. */
  readonly scores?: string | undefined;
}

/**
 * Measures a check on labelled rows and prints how well it does.
 * @throws RowFileError, RowError for a file or a row that is of no use, CheckNotInPolicyError; a retry doesn't help.
 */
export async function evaluate(options: EvalOptions, terminal: Terminal): Promise<void> {
  const { data, scores, measured } = options;
  const evaluation = new Evaluation(measured);
  await pipeline(scoredRows(options, evaluation), scores === undefined ? nowhere() : await scoreFile(scores, data));
  const report = evaluation.report();
  for (const line of reportLines(measured, report)) terminal.line(line);
  terminal.value(reportValue(measured, report));
}

/** The score of each row as a line of JSON, never its text. */
async function* scoredRows(options: EvalOptions, evaluation: Evaluation): AsyncGenerator<string> {
  let index = 0;
  for await (const { row, place } of rowsOf(options.data)) {
    // Tables and weights are read at the first text, which is not what a text costs.
    if (index === 0) await at(place, () => answerTo(row, options));
    const { label, score, flagged } = await at(place, async () => evaluation.add(row, await answerTo(row, options)));
    yield `${JSON.stringify({ row: index, label: label ? 1 : 0, score, flagged })}\n`;
    index += 1;
  }
}

async function scoreFile(path: string, data: string): Promise<Writable> {
  if (resolve(path) === resolve(data)) throw new RowFileError(path, 'is the file of rows; name another one for scores');
  try {
    return (await open(path, 'w')).createWriteStream();
  } catch (cause) {
    throw new RowFileError(path, 'can not be written; name a file in a folder that is there', { cause });
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_line, _encoding, done) => done() });
}
