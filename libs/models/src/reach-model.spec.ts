import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { providerEndpointsFrom } from './provider-endpoints';
import { reachProblem } from './reach-model';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listening(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

function endpoint(name: string, env: Record<string, string>) {
  const found = providerEndpointsFrom(env).find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

const asks = async (listener: RequestListener, model = 'llama3.2') =>
  reachProblem(endpoint('ollama', { OLLAMA_BASE_URL: await listening(listener) }), model, 500);
const answers = (status: number, body: unknown) => {
  const listener: RequestListener = (_, response) => response.writeHead(status).end(JSON.stringify(body));
  return listener;
};

describe('reachProblem', () => {
  it.each([
    ['a model that is pulled', answers(200, { data: [{ id: 'llama3.2:latest' }] }), null],
    ['a model that is not', answers(200, { data: [{ id: 'qwen' }] }), 'model_not_listed'],
    ['a key that is refused', answers(401, {}), 'provider_auth_failed'],
    ['a server that is ill', answers(500, {}), 'http_500'],
    ['a redirect', answers(307, {}), 'http_307'],
    ['a server that lists nothing', answers(404, {}), null],
    ['what is no list', answers(200, { data: null }), null],
    ['a server that says nothing', () => undefined, 'provider_connection_failed'],
  ])('tells %s', async (_, listener, code) => {
    const problem = await asks(listener);
    expect(problem?.code ?? null).toBe(code);
  });

  it.each([
    ['claude-haiku-4-5', null],
    ['claude-opus-4-0', null],
    ['claude-3-5-haiku-latest', null],
    ['claude-opus-4-1', 'model_not_listed'],
    ['claude-opus-4-20250515', 'model_not_listed'],
    ['claude-haiku', 'model_not_listed'],
  ])('knows %s by the dated names that Anthropic lists', async (model, code) => {
    const ids = ['claude-haiku-4-5-20251001', 'claude-opus-4-20250514', 'claude-3-5-haiku-20241022'];
    const problem = await asks(answers(200, { data: ids.map((id) => ({ id })) }), model);
    expect(problem?.code ?? null).toBe(code);
  });

  it.each([404, 500])(
    'holds no connection open for the rest of a long answer %i',
    async (status) => {
      let closed: Promise<unknown> | undefined;
      const OLLAMA_BASE_URL = await listening((_, response) => {
        closed = once(response, 'close');
        response.writeHead(status).write('x'.repeat(100_000));
      });
      await reachProblem(endpoint('ollama', { OLLAMA_BASE_URL }), 'llama3.2', 120_000);
      await closed;
      // Without a reader, the garbage collector would close it at last.
    },
    10_000,
  );

  it('tells a server that is away and a key that is not set, without asking anybody', async () => {
    const away = endpoint('ollama', { OLLAMA_BASE_URL: 'http://127.0.0.1:1/v1' });
    expect(await reachProblem(away, 'x', 500)).toMatchObject({ code: 'provider_connection_failed' });
    expect(await reachProblem(endpoint('openai', {}), 'x', 500)).toMatchObject({
      message: 'OPENAI_API_KEY is not set',
    });
  });
});
