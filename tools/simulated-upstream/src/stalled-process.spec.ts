import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CALL_LIMITS, HttpProvider, type ProviderEndpoint } from '@gauntlet/models';

function stall(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** A call whose answer is in the socket when this process, after a stall, finds that the time of the call is over. */
async function completeInStall(protocol: ProviderEndpoint['protocol'], body: Buffer, headers = {}) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(body, () => stall(1_500));
  });
  onTestFinished(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint = { name: protocol, protocol, baseUrl, apiKey: 'sk', needsKey: true, keyVariable: 'TEST_API_KEY' };
  return new HttpProvider(endpoint, { ...DEFAULT_CALL_LIMITS, totalMs: 1_000 }).complete({
    model: 'large',
    parameters: {},
    messages: [{ role: 'user', content: 'hi' }],
    responseFormat: { type: 'text' },
    idempotencyKey: 'request-1:0:0',
    signal: new AbortController().signal,
  });
}

describe.each(['openai', 'anthropic'] as const)(
  'an answer of %s that arrived while the process stalled',
  (protocol) => {
    const answerOf = (text: string) => {
      const choices = [{ message: { content: text }, finish_reason: 'stop' }];
      return Buffer.from(JSON.stringify({ choices, content: [{ type: 'text', text }] }));
    };

    it.each([5, 200_000])('is taken with %i characters', async (length) => {
      const text = 'x'.repeat(length);
      expect(await completeInStall(protocol, answerOf(text))).toMatchObject({ text });
    });

    it('is taken when it is compressed', async () => {
      const reply = await completeInStall(protocol, gzipSync(answerOf('hello')), { 'content-encoding': 'gzip' });
      expect(reply).toMatchObject({ text: 'hello' });
    });
  },
);
