#!/usr/bin/env node
import 'reflect-metadata';
import { isEval, runEval } from './eval/run-eval';

// A command that the launcher runs must not outlive it; listening alone would keep a finished one from ending.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

// A reader that has enough, as `head` has, closes the pipe. A verdict has its exit code all the same; any other command ends as
// shells have it for a closed pipe: 128 + SIGPIPE.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (!isEval(process.argv.slice(2))) process.exit(141);
});

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
