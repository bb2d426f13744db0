import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of the benchmark's own (`upstream.main.mjs`, `load/load.main.mjs`) that answers one message at a time. */
export async function startProcess(script) {
  const child = fork(join(import.meta.dirname, script), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const ended = exited.then(([code]) => Promise.reject(new Error(`${script} ended with code ${code}`)));
  ended.catch(() => undefined); // Whoever asks the next time gets to know.
  const next = async () => (await Promise.race([once(child, 'message'), ended]))[0];
  const { port } = await next();
  const ask = async (message) => {
    child.send(message);
    const answer = await next();
    if (answer.error) throw new Error(`${script}: ${answer.error}`);
    return answer;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { pid: child.pid, port, ask, stop };
}
