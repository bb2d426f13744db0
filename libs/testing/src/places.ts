import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Below the range that systems take outgoing ports from: while a server is down for a test, no client's connection
// gets its port by chance (on loopback a client that retries can even connect to itself).
const LOWEST = 20_000;
const HIGHEST = 32_000;

/**
 * TCP ports of 127.0.0.1 that were free a moment ago, all different. For servers that must come back on the same
 * port; whoever can should listen on port 0 instead.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

/** A fresh directory below the system's temporary one, with the call that removes it and all that is in it. */
export function temporaryDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'gauntlet-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    // Busy or forbidden: either way not a port for a test.
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
