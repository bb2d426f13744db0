import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { inFlightIn, modelsIn, statusOf } from './service-metrics';

/** What is said of a service at whose port something answers so. */
async function problemsSaid(body: string): Promise<readonly string[]> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(body));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const { problems } = await statusOf(['guardrail'], { GUARDRAIL_PORT: String(port) });
  server.close();
  return problems;
}

describe('inFlightIn', () => {
  it('reads the gauge of each group, whatever other labels and metrics there are', () => {
    const text = [
      '# TYPE gauntlet_messaging_in_flight gauge',
      'gauntlet_messaging_in_flight{messaging_consumer_group_name="guardrail.input",otel_scope_name="x"} 12',
      'gauntlet_messaging_in_flight{otel_scope_name="x",messaging_consumer_group_name="guardrail.output"} 0',
      'gauntlet_messaging_queued{messaging_consumer_group_name="guardrail.input"} 99',
    ].join('\n');
    expect(inFlightIn(text)).toEqual([
      ['guardrail.input', 12],
      ['guardrail.output', 0],
    ]);
  });
});

describe('what services say of models and of themselves', () => {
  it('is which model answered and which failed, and why', () => {
    const text = [
      'gauntlet_model_up{gen_ai_provider_name="openai",gen_ai_request_model="gpt-4.1",otel_scope_name="x"} 1',
      'gauntlet_model_up{gen_ai_provider_name="ollama",gen_ai_request_model="a}b",error_type="model_not_listed"} 0',
    ].join('\n');
    expect(modelsIn(text)).toEqual([
      { model: 'openai/gpt-4.1', error: null },
      { model: 'ollama/a}b', error: 'model_not_listed' },
    ]);
  });

  it('is every check that fails, also one that only degrades', async () => {
    const report = { healthy: true, degraded: ['models'], checks: { models: 'failed', 'x.joined': 'ok' } };
    expect(await problemsSaid(JSON.stringify(report))).toEqual(['guardrail: models: failed']);
  });

  it.each(['{', '', '<html>', '[]', 'null', '{"checks":[]}', '{"checks":{"a":{}}}'])(
    'is where %j came from when that is no health report',
    async (body) => {
      expect(await problemsSaid(body)).toEqual([
        expect.stringMatching(
          /^guardrail: http:\/\/127\.0\.0\.1:\d+\/health\/ready answers with text\/html that is no health report: set GUARDRAIL_PORT/,
        ),
      ]);
    },
  );
});
