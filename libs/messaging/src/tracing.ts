import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { IHeaders } from 'kafkajs';
import { redact } from '@gauntlet/redaction';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import type { HeldMessage } from './consume/assigned-partition';
import { describeError } from './error-classes';

const tracer = trace.getTracer('@gauntlet/messaging');
/** Characters of a key in a span. */
const KEY_LIMIT = 256;

/** Runs the work on a message in its CONSUMER span, whose parent is the span that published the message. */
export function inConsumerSpan<T>(group: string, held: HeldMessage, work: (span: Span) => Promise<T>): Promise<T> {
  const { topic, partition } = held.partition;
  const parent = propagation.extract(ROOT_CONTEXT, textHeaders(held.message.headers));
  const attributes: Attributes = {
    [ATTRIBUTES.messagingSystem]: 'kafka',
    [ATTRIBUTES.messagingDestination]: topic,
    [ATTRIBUTES.messagingPartition]: String(partition),
    [ATTRIBUTES.messagingOffset]: held.message.offset,
    [ATTRIBUTES.messagingKey]: keyText(held.message.key?.toString()),
    [ATTRIBUTES.messagingConsumerGroup]: group,
    [ATTRIBUTES.messagingOperationName]: 'process',
    [ATTRIBUTES.messagingOperationType]: 'process',
  };
  const options = { kind: SpanKind.CONSUMER, attributes };
  return tracer.startActiveSpan(`process ${topic}`, options, parent, (span) => ended(span, work(span)));
}

/** Runs a publish in its PRODUCER span; `headers` lead whoever consumes the record to that span. */
export function inProducerSpan<T>(
  { topic, key }: { topic: string; key: string | undefined },
  work: (headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const attributes: Attributes = {
    [ATTRIBUTES.messagingSystem]: 'kafka',
    [ATTRIBUTES.messagingDestination]: topic,
    [ATTRIBUTES.messagingKey]: keyText(key),
    [ATTRIBUTES.messagingOperationName]: 'send',
    [ATTRIBUTES.messagingOperationType]: 'send',
  };
  return tracer.startActiveSpan(`send ${topic}`, { kind: SpanKind.PRODUCER, attributes }, (span) => {
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    return ended(span, work(headers));
  });
}

/** Kafka headers as text; of a repeated header the first. */
export function textHeaders(headers: IHeaders | undefined): Record<string, string | undefined> {
  const entries = Object.entries(headers ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, firstValue(value)?.toString()]));
}

/** Marks the span as failed by a stable code; messages may quote a request and stay out of traces. */
export function markFailed(span: Span, error: unknown): void {
  const { code } = describeError(error);
  span.setAttribute(ATTRIBUTES.errorType, code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

async function ended<T>(span: Span, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A backend that submits requests chooses the keys, and may choose the name of a person. */
function keyText(key: string | undefined): string | undefined {
  return key && redact(key.slice(0, KEY_LIMIT)).text;
}

function firstValue<T>(value: T | T[]): T | undefined {
  return Array.isArray(value) ? value[0] : value;
}
