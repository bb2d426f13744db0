import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** An answer that lies in a real socket by the time that a stall of this process ends. */
export async function answerInSocket() {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const answer = new Promise<string>((resolve) => socket.on('data', (bytes) => resolve(String(bytes))));
  const [peer] = await accepted;
  return {
    answer,
    stall(ms: number): void {
      peer.end('answer');
      const end = performance.now() + ms;
      while (performance.now() < end);
    },
  };
}
