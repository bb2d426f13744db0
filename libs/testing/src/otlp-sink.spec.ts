import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtlpSink } from './otlp-sink';

const EXPORT = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'guardrail' } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: 'a'.repeat(32),
              spanId: 'b'.repeat(16),
              parentSpanId: 'c'.repeat(16),
              name: 'process llm.request.accepted.v1',
              kind: 5,
              attributes: [{ key: 'messaging.kafka.offset', value: { intValue: 7 } }],
              events: [{ name: 'check' }],
            },
            { traceId: 'd'.repeat(32), spanId: 'e'.repeat(16), name: 'root', kind: 2 },
          ],
        },
      ],
    },
  ],
};

describe('OtlpSink', () => {
  let sink: OtlpSink;
  beforeAll(async () => {
    sink = await OtlpSink.start();
  });
  afterAll(() => sink.close());

  it('keeps the spans of an export, by trace', async () => {
    const response = await post(JSON.stringify(EXPORT), 'application/json');
    expect(response.status).toBe(200);
    expect(sink.spans()).toHaveLength(2);
    expect(sink.spans('a'.repeat(32))).toEqual([
      {
        traceId: 'a'.repeat(32),
        spanId: 'b'.repeat(16),
        parentSpanId: 'c'.repeat(16),
        name: 'process llm.request.accepted.v1',
        kind: 'consumer',
        service: 'guardrail',
        attributes: { 'messaging.kafka.offset': 7 },
        events: ['check'],
      },
    ]);
    expect(sink.spans('d'.repeat(32))[0]?.parentSpanId).toBeNull();
  });

  it('gives the spans of a trace to another process over HTTP', async () => {
    const response = await fetch(`${sink.endpoint}/spans/${'d'.repeat(32)}`);
    expect(await response.json()).toMatchObject([{ name: 'root' }]);
  });

  it('refuses an encoding that it cannot read', async () => {
    expect((await post('', 'application/x-protobuf')).status).toBe(415);
  });

  function post(body: string, type: string) {
    return fetch(`${sink.endpoint}/v1/traces`, { method: 'POST', headers: { 'content-type': type }, body });
  }
});
