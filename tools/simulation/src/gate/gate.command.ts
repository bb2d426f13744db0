import { availableParallelism } from 'node:os';
import { broken } from './measures';
import { publish } from './report/publish';
import { terminalReport } from './report/terminal';
import { simulate } from './simulate';
import { inThreads } from './threads';

const COMPARISONS = { full: 2_000, quick: 100 };

export interface GateOptions {
  readonly seed: number;
  readonly quick: boolean;
}

/** Prints the rates, publishes those of a full simulation, and ends with 1 where a bound is broken by more than chance. */
export async function simulateGate({ seed, quick }: GateOptions): Promise<void> {
  const result = await simulate(seed, quick ? COMPARISONS.quick : COMPARISONS.full, (jobs) => {
    let done = 0;
    return inThreads(jobs, availableParallelism(), () => {
      done += 1;
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${jobs.length}${done === jobs.length ? '\n' : ''}`);
    });
  });
  console.log(terminalReport(result));
  if (!quick) for (const path of await publish(result)) console.log(`written: ${path}`);
  const faults = broken(result);
  for (const fault of faults) console.error(`broken by more than chance: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
