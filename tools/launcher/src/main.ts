import { Logger } from '@nestjs/common';
import { outliveLostOutput } from '@gauntlet/runtime';
import { banner } from './banner';
import { LauncherError } from './launcher.errors';
import { optionsFrom } from './options';
import { printable } from './printable';
import { Stack } from './stack';

// A terminal that is gone, or a full disk behind it, stops nothing.
outliveLostOutput();

// What a Kafka client says of its tries; the reason why a start fails is one line of ours.
Logger.overrideLogger(['error', 'fatal']);

// All that it and its processes write is its owner's alone.
process.umask(0o077);

const announce = (line: string) => console.log(printable(line, { lines: true }));

async function launch(): Promise<void> {
  const startedAt = performance.now();
  const options = optionsFrom(process.argv.slice(2), process.env, announce);
  const stack = await Stack.in(options);
  const stopping = stopOnSignal(stack);
  announce(`starting the broker, the database and six services${options.compact ? ' in two processes' : ''} …`);
  try {
    await stack.start();
    announce(await banner(stack, startedAt));
  } catch (error) {
    if (stopping.aborted) return;
    await stack.stop();
    throw error;
  }
}

/** The signal says whether somebody has asked to stop. */
function stopOnSignal(stack: Stack): AbortSignal {
  const stopping = new AbortController();
  const stop = () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    announce('stopping: draining the services first …');
    stack.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return stopping.signal;
}

function fail(error: Error): void {
  console.error(error instanceof LauncherError ? `cannot start: ${printable(error.message, { lines: true })}` : error);
  process.exit(1);
}

launch().catch(fail);
