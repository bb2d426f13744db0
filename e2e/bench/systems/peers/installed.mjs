import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { litellm } from './litellm.mjs';
import { portkey } from './portkey.mjs';

const INSTALL_LIMIT_MS = 10 * 60_000;

/** The gateways that others have made, installed into a folder; one that can't be had is left out, which is said. */
export function peersIn(folder) {
  mkdirSync(folder, { recursive: true });
  return [portkey, litellm]
    .filter((peer) => existsSync(join(folder, peer.program)) || install(peer, folder))
    .map(({ name, start }) => ({ name, start: ({ upstream }) => start({ folder, upstream }) }));
}

function install({ name, install }, folder) {
  try {
    for (const [program, ...args] of install(folder)) {
      console.log(`installing ${name}: ${[program, ...args].join(' ')}`);
      execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: INSTALL_LIMIT_MS });
    }
    return true;
  } catch (error) {
    console.log(`${name} is left out: ${(error.stderr?.toString() || error.message).trim().split('\n').at(-1)}`);
    return false;
  }
}
