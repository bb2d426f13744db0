import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IngressClient } from './ingress-client';

/** A client of something that answers everything so. */
async function clientOf(status: number, body: string): Promise<IngressClient> {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(body));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return new IngressClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, undefined);
}

describe('a client of something that is no ingress', () => {
  it.each([
    [200, '<html>', false],
    [200, '{', false],
    [404, '<html>', false],
    [502, '<html>', true],
  ])('says what answered with status %i and %s, and whether a retry helps', async (status, body, retryable) => {
    const client = await clientOf(status, body);
    const refused = {
      retryable,
      message: expect.stringMatching(
        new RegExp(`^http://127\\.0\\.0\\.1:\\d+/\\S+ answered ${status} with text/html that is no JSON.*GAUNTLET_URL`),
      ) as string,
    };
    await expect(client.ask({ prompt: 'p', input: 'x' })).rejects.toMatchObject(refused);
    await expect(client.record('id')).rejects.toMatchObject(refused);
    expect(await client.isReady()).toBe(false);
  });
});
