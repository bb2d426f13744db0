import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job } from './job';
import type { Tally } from './tally';

/** The tallies of the jobs, in their order, from so many threads; rejects when a thread ends by an error. */
export async function inThreads(jobs: readonly Job[], threads: number, onDone: () => void): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const left = [...jobs.entries()];
  const workOff = async () => {
    const worker = new Worker(join(__dirname, 'gate.worker.js'));
    try {
      for (let next = left.shift(); next; next = left.shift()) {
        const [index, job] = next;
        worker.postMessage(job);
        [tallies[index]] = (await once(worker, 'message')) as [Tally];
        onDone();
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, workOff));
  return tallies;
}
