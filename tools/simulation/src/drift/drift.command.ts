import { promisesOf } from './promises';
import { publish } from './report/publish';
import { FULL, QUICK } from './settings';
import { simulateDrift } from './simulate';

export interface DriftOptions {
  readonly seed: number;
  readonly quick: boolean;
}

/** Prints what is kept, publishes a full simulation, and ends with 1 where a promise is broken. */
export async function runDriftSimulation({ seed, quick }: DriftOptions): Promise<void> {
  const result = simulateDrift(seed, quick ? QUICK : FULL, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done.padEnd(78)}`);
  });
  const promised = promisesOf(result);
  for (const { claim, found, isKept } of promised)
    console.log(`${isKept ? 'kept    ' : 'NOT KEPT'}  ${claim}: ${found}`);
  if (!quick) for (const path of await publish(result)) console.log(`written: ${path}`);
  if (promised.some(({ isKept }) => !isKept)) process.exitCode = 1;
}
