import { type FieldProblem, InvalidEventError } from './errors';
import type { EventData, GauntletEvent } from './event-map';
import { hasPrototypeKey, mayHoldPrototypeKey } from './prototype-keys';
import { MAX_EVENT_BYTES, type Topic } from './topics';
import { problemsOf } from './validation';

/** A Kafka message without its offset: CloudEvents 1.0 in binary mode. Trace headers are added by messaging. */
export interface EncodedEvent {
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly value: Buffer;
}

/** What a decoder needs of a Kafka message. */
export interface RawEvent {
  readonly topic: string;
  readonly key: Buffer | null;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly value: Buffer | null;
}

const ATTRIBUTE_HEADERS = ['ce_id', 'ce_source', 'ce_time', 'ce_type'] as const;
const PROTO_PROBLEM = 'the key __proto__ is not allowed';
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Writes an event as a Kafka message.
 * @throws InvalidEventError when it breaks its own contract or exceeds {@link MAX_EVENT_BYTES}; a retry doesn't help.
 */
export function encodeEvent<T extends Topic>(event: GauntletEvent<T>): EncodedEvent {
  const data = { facts: event.facts, content: event.content };
  const problems = problemsOf(event.topic, data);
  const text = JSON.stringify(data);
  const value = Buffer.from(text);
  if (value.byteLength > MAX_EVENT_BYTES) {
    problems.push({ field: '/', problem: `${value.byteLength} bytes are more than ${MAX_EVENT_BYTES}` });
  }
  // Nobody could read it, so it must not be written. What we write has no escapes in its keys.
  if (text.includes('__proto__') && hasPrototypeKey(data)) problems.push({ field: '/', problem: PROTO_PROBLEM });
  if (problems.length > 0) throw new InvalidEventError(event.topic, problems);
  return { key: event.key, headers: attributeHeaders(event), value };
}

/**
 * Reads a Kafka message as the event of its topic.
 * @throws InvalidEventError naming each bad field; a retry doesn't help.
 */
export function decodeEvent<T extends Topic>(raw: RawEvent & { topic: T }): GauntletEvent<T> {
  const data = parseValue(raw);
  const problems = [...headerProblems(raw), ...problemsOf(raw.topic, data)];
  if (problems.length > 0) throw new InvalidEventError(raw.topic, problems);
  return {
    ...(data as EventData<T>),
    topic: raw.topic,
    id: raw.headers.ce_id ?? '',
    source: raw.headers.ce_source ?? '',
    time: raw.headers.ce_time ?? '',
    key: raw.key?.toString() ?? '',
  };
}

/**
 * Reads a message's value as JSON with strict UTF-8 and without prototype keys.
 * @throws InvalidEventError saying what is wrong with the bytes.
 */
export function parseValue(raw: Pick<RawEvent, 'topic' | 'value'>): unknown {
  if (!raw.value || raw.value.byteLength === 0) throw badValue(raw.topic, 'is empty; an event has a JSON object');
  try {
    const text = utf8.decode(raw.value);
    const value: unknown = JSON.parse(text);
    if (mayHoldPrototypeKey(text) && hasPrototypeKey(value)) throw new SyntaxError(PROTO_PROBLEM);
    return value;
  } catch (cause) {
    throw badValue(raw.topic, `is not JSON in UTF-8: ${whatIsWrong(cause)}`, cause);
  }
}

// V8 quotes the offending text in its message, and text of a request must not reach a log or a dead letter's header.
function whatIsWrong(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : 'unreadable';
  return message.replace(/(, )?(\.\.\.)?".*$/s, '').slice(0, 120);
}

function badValue(topic: string, problem: string, cause?: unknown): InvalidEventError {
  return new InvalidEventError(topic, [{ field: '/', problem }], { cause });
}

function attributeHeaders(event: GauntletEvent): Record<string, string> {
  return {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.topic,
    ce_source: event.source,
    ce_time: event.time,
    ce_subject: event.key,
    'content-type': 'application/json',
  };
}

function headerProblems(raw: RawEvent): FieldProblem[] {
  const missing = ATTRIBUTE_HEADERS.filter((name) => !raw.headers[name]);
  const problems = missing.map((name) => ({ field: `headers/${name}`, problem: 'is missing' }));
  const type = raw.headers.ce_type;
  if (type && type !== raw.topic) problems.push({ field: 'headers/ce_type', problem: `must be ${raw.topic}` });
  return problems;
}
