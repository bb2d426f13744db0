// The callers, in a process of their own: nothing else that the benchmark does makes them late.
import { openLoop } from './open-loop.mjs';
import { streams } from './streams.mjs';

const WORK = { openLoop, streams };

process.on('message', async ({ work, options }) => {
  try {
    process.send({ result: await WORK[work](options) });
  } catch (error) {
    process.send({ error: error.message });
  }
});
process.once('disconnect', () => process.exit(0));
process.send({ ready: true });
