// A thread that answers each job with its tally.
import { parentPort } from 'node:worker_threads';
import { type Job, tallyOfJob } from './job';

parentPort?.on('message', (job: Job) => parentPort?.postMessage(tallyOfJob(job)));
