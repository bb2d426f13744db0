#!/usr/bin/env node
import 'reflect-metadata';
import { isEval, runEval } from './eval/run-eval';

// A command that the launcher runs must not outlive it; listening alone would keep a finished one from ending.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

// A connection that somebody keeps open must not keep a finished command alive, and a pipe is given what was said.
void main(process.argv.slice(2)).then((code) => process.stdout.write('', () => process.exit(code)));

async function main(argv: readonly string[]): Promise<number> {
  // What compares files starts without loading Kafka and Nest.
  if (isEval(argv)) return runEval(argv);
  const { Logger } = await import('@nestjs/common');
  // Standard output belongs to what a command finds.
  Logger.overrideLogger(['error']);
  // Found by its name, because the file exports nothing else.
  const { run } = await import('./run.js');
  return run(argv);
}
