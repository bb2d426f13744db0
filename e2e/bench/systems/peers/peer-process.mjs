import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../../gauntlet-process.mjs';
import { atEnd } from '../../endings.mjs';

const START_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 200;

/**
 * Runs a gateway of others until it answers on loopback. `command` makes its command line from the port.
 * @throws Error with its last words when it ends, or does not answer within two minutes.
 */
export async function startPeer({ name, command, env, target }) {
  const [port] = await freePorts(1);
  const [program, ...args] = command(port);
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = lastWords(child);
  const exited = once(child, 'exit');
  const stop = atEnd(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const origin = `http://127.0.0.1:${port}`;
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (!(await answers(origin))) {
    if (child.exitCode !== null || performance.now() > giveUpAt) throw new Error(`${name} did not start: ${said()}`);
    await pause(LOOK_EVERY_MS);
  }
  return {
    target: { origin, path: '/v1/chat/completions', ...target },
    roots: [{ pid: child.pid, name }],
    stores: null,
    stop,
  };
}

function lastWords(child) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text = (text + chunk).slice(-1000)));
  return () => text;
}

async function answers(origin) {
  const response = await fetch(origin, { redirect: 'manual' }).catch(() => null);
  return response !== null;
}
