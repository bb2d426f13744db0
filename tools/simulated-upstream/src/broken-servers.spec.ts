import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callWith, providerAt, type Protocol } from './provider-at.fixture';

const MIB = 1_048_576;
const JSON_TYPE = { 'content-type': 'application/json' };

let stop: () => void = () => undefined;
afterEach(() => stop());

async function originOf(server: Server | TcpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each<Protocol>(['openai', 'anthropic'])('the %s provider against a broken server', (protocol) => {
  async function complete(listener: RequestListener, limits = {}): Promise<unknown> {
    const server = createServer(listener);
    stop = () => void server.close().closeAllConnections();
    return providerAt(protocol, `http://${await originOf(server)}`, { limits }).complete(callWith());
  }

  it('gives up a connection that is never made', async () => {
    const sockets: Socket[] = [];
    const silent = createTcpServer((socket) => sockets.push(socket));
    stop = () => {
      sockets.forEach((socket) => socket.destroy());
      silent.close();
    };
    // A TLS handshake that is never answered: for the timer it is the same as a host that drops every packet.
    const provider = providerAt(protocol, `https://${await originOf(silent)}`, { limits: { connectMs: 200 } });
    await expect(provider.complete(callWith())).rejects.toMatchObject({ code: 'provider_connect_timeout' });
  });

  it('ends a body that drips for ever', async () => {
    let dripping: NodeJS.Timeout | undefined;
    const drip: RequestListener = (_, response) => {
      response.writeHead(200, JSON_TYPE);
      dripping = setInterval(() => response.write(' '), 20);
    };
    await expect(complete(drip, { totalMs: 300, idleMs: 200 })).rejects.toMatchObject({ code: 'provider_timeout' });
    clearInterval(dripping);
  });

  it('keeps the status of an error whose body is larger than memory should be', async () => {
    const flooding: RequestListener = (_, response) => void response.writeHead(500).end(Buffer.alloc(9 * MIB, ' '));
    await expect(complete(flooding)).rejects.toMatchObject({ code: 'provider_unavailable', status: 500 });
  });

  it('carries its key nowhere else', async () => {
    const reached: string[] = [];
    const redirecting: RequestListener = ({ url = '' }, response) => {
      reached.push(url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    await expect(complete(redirecting)).rejects.toMatchObject({ code: 'provider_rejected', status: 307 });
    expect(reached).toHaveLength(1);
  });

  it('keeps what the provider quotes, the key included, out of its errors', async () => {
    const quoting: RequestListener = (_, response) => {
      const error = { type: 'authentication_error', message: 'Incorrect API key provided: sk-secret' };
      response.writeHead(401, JSON_TYPE).end(JSON.stringify({ type: 'error', error }));
    };
    const failure: unknown = await complete(quoting).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'provider_auth_failed' });
    expect((failure as Error).cause).toBeUndefined();
    expect((failure as Error).message).not.toContain('sk-secret');
  });

  it.each(['null', '[]', '"text"', '{}', '{"choices":[null],"content":[null]}', '{"choices":[{}],"content":[{}]}'])(
    'takes %s for no answer',
    async (body) => {
      await expect(complete((_, response) => void response.writeHead(200, JSON_TYPE).end(body))).rejects.toMatchObject({
        code: 'provider_invalid_response',
      });
    },
  );
});

describe('OpenAI’s own answers', () => {
  it('does not retry a used-up quota, though its status is 429', async () => {
    const poor: RequestListener = (_, response) => {
      response.writeHead(429, JSON_TYPE).end(JSON.stringify({ error: { message: 'pay', code: 'insufficient_quota' } }));
    };
    const server = createServer(poor);
    stop = () => void server.close().closeAllConnections();
    const provider = providerAt('openai', `http://${await originOf(server)}`);
    await expect(provider.complete(callWith())).rejects.toMatchObject({
      code: 'provider_quota_exhausted',
      retryable: false,
    });
  });

  it('sends a compatible server without a key no key at all', async () => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      const choices = [{ message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }];
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ choices }));
    });
    stop = () => void server.close().closeAllConnections();
    const local = providerAt('openai', `http://${await originOf(server)}`, { apiKey: null, needsKey: false });
    expect(await local.complete(callWith())).toMatchObject({ text: 'hello', inputTokens: null, model: 'large' });
    expect(seen).toEqual([undefined]);
  });
});

describe('Anthropic’s own answers', () => {
  it('counts what went through the cache as input, and joins the texts', async () => {
    const server = createServer((request, response) => {
      const usage = {
        input_tokens: 10,
        cache_read_input_tokens: 5,
        cache_creation_input_tokens: 3,
        output_tokens: 2,
      };
      const content = [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'hel' },
        { type: 'text', text: 'lo' },
      ];
      const known = request.headers.authorization === 'Bearer sk-secret' && request.headers['anthropic-version'];
      const body = { id: 'msg_1', model: 'large-1', content, stop_reason: 'refusal', usage };
      response.writeHead(known ? 200 : 401, JSON_TYPE).end(JSON.stringify(body));
    });
    stop = () => void server.close().closeAllConnections();
    const provider = providerAt('anthropic', `http://${await originOf(server)}`);
    expect(await provider.complete(callWith())).toEqual({
      text: 'hello',
      finishReason: 'content_filter',
      inputTokens: 18,
      outputTokens: 2,
      cachedInputTokens: 5,
      cacheWriteInputTokens: 3,
      model: 'large-1',
      responseId: 'msg_1',
    });
  });
});
