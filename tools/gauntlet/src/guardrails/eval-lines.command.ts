import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printableJson } from '@gauntlet/launcher/printable';
import { parseRow } from './row';
import { answerTo, type RowCheck } from './row-check';
import { type Line, linesOf } from './row-file';
import { BadLinesError, RowError } from './rows.errors';

/** Where rows come from and answers go: a program at the other end of two pipes. */
export interface LinePipes {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Answers each row with one line of JSON, in the order read and before the next row is needed; a row that can't be read
 * is answered with its error. Only the row at hand is in memory.
 * @throws BadLinesError at the end, when there was such a row; CheckNotInPolicyError at once.
 */
export async function evaluateLines(check: RowCheck, { input, output }: LinePipes): Promise<void> {
  const count = { all: 0, bad: 0 };
  input.setEncoding('utf8');
  const answers = async function* (chunks: AsyncIterable<string>) {
    for await (const line of linesOf(chunks)) {
      // Tables and weights are read at the first text, which is not what a text costs.
      if (count.all === 0) await answerLine(line, check);
      const answer = await answerLine(line, check);
      count.all += 1;
      if ('error' in answer) count.bad += 1;
      yield `${printableJson(answer)}\n`;
    }
  };
  await pipeline(input, answers, output, { end: false });
  if (count.bad > 0) throw new BadLinesError(count.bad, count.all);
}

async function answerLine({ number, text }: Line, check: RowCheck) {
  try {
    return await answerTo(parseRow(text), check);
  } catch (error) {
    if (error instanceof RowError) return { error: `line ${number}: ${error.message}` };
    throw error;
  }
}
