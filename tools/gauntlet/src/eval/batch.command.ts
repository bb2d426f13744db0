import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printableJson } from '@gauntlet/launcher/printable';
import { type Line, linesOf } from '../guardrails/row-file';
import { BadLinesError } from '../guardrails/rows.errors';
import { parseBatchLine } from './batch-line';
import { type CompareOptions, foundBy } from './compare.command';
import { comparisonValue } from './comparison-report';
import { ScoresError } from './eval.errors';

/** Where comparisons come from and results go. */
export interface BatchPipes {
  readonly input: Readable | AsyncIterable<string>;
  readonly output: Writable;
}

/**
 * Answers each comparison with one line of JSON, in the order read; one that can't be read is answered with its error.
 * Only the comparison at hand is in memory.
 * @param usual what holds where a line says nothing else
 * @throws BadLinesError at the end, when a line could not be read.
 */
export async function compareBatch(usual: CompareOptions, { input, output }: BatchPipes): Promise<void> {
  const count = { all: 0, bad: 0 };
  const answers = async function* (chunks: AsyncIterable<string>) {
    for await (const line of linesOf(chunks)) {
      const answer = answerTo(line, usual);
      count.all += 1;
      if ('error' in answer) count.bad += 1;
      yield `${printableJson(answer)}\n`;
    }
  };
  if ('setEncoding' in input) input.setEncoding('utf8');
  await pipeline(input, answers, output, { end: false }).catch((error: NodeJS.ErrnoException) => {
    // A reader that has enough, as `head` has, closes the pipe.
    if (error.code !== 'EPIPE') throw error;
  });
  if (count.bad > 0) throw new BadLinesError(count.bad, count.all);
}

function answerTo({ number, text }: Line, usual: CompareOptions): Record<string, unknown> {
  const line = parseBatchLine(text, usual);
  if (!('error' in line)) {
    const { id, pairs, missing, options } = line;
    return { id, ...comparisonValue(foundBy(pairs, options), options, { missing }) };
  }
  const { id, error } = line;
  return { id, error: { code: error.code, message: new ScoresError(error.message, `line ${number}`).message } };
}
