import pino, { type DestinationStream } from 'pino';

/** What may wait for room, in characters; what comes beyond it is lost. */
const MOST_WAITING = 1_000_000;

/**
 * A file descriptor to log to, standard output by default. A full disk or a closed pipe ends no service: lines wait for
 * room, up to a million characters, and later ones are lost.
 */
export function logDestination(fd = 1): DestinationStream {
  const stream = pino.destination({ fd, sync: true, maxLength: MOST_WAITING });
  stream.on('error', outliveFullLog);
  return stream;
}

/** For what others write there, such as a library's warning: its failure is no reason to end either. */
export function outliveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', outliveFullLog);
}

// There is nowhere left to say it.
function outliveFullLog(): void {}
