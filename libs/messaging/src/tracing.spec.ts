import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { core, node, tracing } from '@opentelemetry/sdk-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadLetterTopic, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { handlerOf } from '../test/consuming-app';
import { acceptedEvent } from '../test/events';
import { specWorld } from '../test/spec-world';
import { positionOf } from './deliver/event-context';
import { inProducerSpan } from './tracing';

const topic = TOPICS.accepted;
const exporter = new tracing.InMemorySpanExporter();
const provider = new node.NodeTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(exporter)] });
const world = specWorld();

beforeAll(async () => {
  provider.register({ propagator: new core.W3CTraceContextPropagator() });
});
afterAll(async () => {
  await provider.shutdown();
  trace.disable();
  context.disable();
  propagation.disable();
});

function spans(name: string) {
  return exporter.getFinishedSpans().filter((span) => span.name === name);
}

describe('the trace', () => {
  it('leads from the publisher through the handler to what the handler publishes', async () => {
    const group = await world.cluster.newGroup([topic]);
    const tracer = trace.getTracer('spec');
    let inside: string | undefined;
    let traceId: string | null = null;
    const controllers = [
      handlerOf(topic, group, (_, received) => {
        inside = trace.getActiveSpan()?.spanContext().spanId;
        ({ traceId } = positionOf(received));
      }),
    ];
    const app = await world.apps.start({ groups: [{ group }], controllers });
    const caller = tracer.startSpan('caller');
    await context.with(trace.setSpan(context.active(), caller), () => app.publisher.publish(acceptedEvent()));
    caller.end();
    const process = await waitFor(() => spans(`process ${topic}`)[0], { deadlineMs: 10_000, description: 'the span' });
    const [send] = spans(`send ${topic}`);
    expect(send).toMatchObject({ kind: SpanKind.PRODUCER, parentSpanContext: { spanId: caller.spanContext().spanId } });
    expect(process).toMatchObject({
      kind: SpanKind.CONSUMER,
      parentSpanContext: { spanId: send?.spanContext().spanId },
    });
    expect(inside).toBe(process.spanContext().spanId);
    expect(traceId).toBe(caller.spanContext().traceId);
    expect(process.attributes['messaging.consumer.group.name']).toBe(group);
  });

  it('holds the dead letter, and the canned answer, and who reads them', async () => {
    exporter.reset();
    const group = await world.cluster.newGroup([topic]);
    const letters = await world.cluster.follow(deadLetterTopic('guardrail'));
    const controllers = [
      handlerOf(topic, group, () => {
        throw Object.assign(new Error('no use'), { code: 'no_use', retryable: false });
      }),
    ];
    const groups = [{ group, stage: 'guardrail.input' as const }];
    const app = await world.apps.start({ groups, controllers });
    await app.publisher.publish(acceptedEvent());
    const letter = await waitFor(() => letters.messages[0], { deadlineMs: 10_000, description: 'a dead letter' });
    const process = await waitFor(() => spans(`process ${topic}`)[0], { deadlineMs: 10_000, description: 'the span' });
    await letters.stop();
    const { traceId, spanId } = process.spanContext();
    for (const name of [`send ${deadLetterTopic('guardrail')}`, `send ${TOPICS.released}`]) {
      expect(spans(name)[0]?.parentSpanContext?.spanId).toBe(spanId);
      expect(spans(name)[0]?.spanContext().traceId).toBe(traceId);
    }
    expect(letter?.headers?.traceparent?.toString()).toContain(traceId);
    expect(process.attributes['gauntlet.dead_letter.reason']).toBe('no_use');
  });

  it('holds no personal data that a backend made a key of', async () => {
    exporter.reset();
    await inProducerSpan({ topic, key: 'order-7 ann@corp.example' }, () => Promise.resolve());
    const [span] = spans(`send ${topic}`);
    expect(span?.attributes['messaging.kafka.message.key']).toBe('order-7 [email]');
  });
});
