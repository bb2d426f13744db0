import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { assertBuilt } from './root';

/** Starts the world that suites share; not for a soak, which has a world of its own for each seed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  assertBuilt();
  // Only now: the launcher that the world starts is itself part of the build.
  const { World } = await import('./world.js');
  const world = process.env.E2E_SOAK ? null : await World.start();
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= world?.stop() ?? Promise.resolve());
  const server = await stopServer(stop);
  if (world) project.provide('world', world.address);
  project.provide('stopUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    await stop();
    await once(server.close(), 'close');
  };
}

/** Tests run in another process than this; whoever of them wants the world gone sends any request here. */
async function stopServer(stop: () => Promise<void>): Promise<Server> {
  const server = createServer((_, response) => {
    const answer = (status: number) => response.writeHead(status, { connection: 'close' }).end();
    stop().then(
      () => answer(200),
      () => answer(500),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
