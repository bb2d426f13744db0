import { MAX_EVENT_BYTES, type Topic } from '@gauntlet/contracts';
import type { RawMessage } from '../topics';

/** A batch with one message has some bytes around it, and its headers count as well. */
const ROOM_FOR_BATCH_AND_HEADERS = 1_024;
const DEPTH = 10_000;

/** Messages that no consumer of the topic can make sense of, each wrong in its own way. */
export function poisons(topic: Topic): Record<string, RawMessage> {
  const headers = {
    ce_specversion: '1.0',
    ce_id: 'poison',
    ce_source: '/e2e',
    ce_type: topic,
    ce_time: '2026-01-01T00:00:00.000Z',
    'content-type': 'application/json',
  };
  const withHeaders = (value: Buffer | string | null): RawMessage => ({ key: 'poison', headers, value });
  return {
    'bad JSON': withHeaders('{"facts":'),
    '0 bytes': withHeaders(''),
    tombstone: withHeaders(null),
    'no headers': { key: 'poison', headers: {}, value: '{"facts":{},"content":{}}' },
    'another topic’s type': { key: 'poison', headers: { ...headers, ce_type: 'llm.other.v1' }, value: '{}' },
    'wrong schema': withHeaders('{"facts":{"request":7},"content":[]}'),
    'no key and null in JSON': { key: null, headers, value: 'null' },
    'deep nesting': withHeaders(`${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`),
    'number beyond all': withHeaders('{"facts":1e400,"content":{}}'),
    'lone surrogate': withHeaders('{"facts":{"request":"\\ud800"},"content":{}}'),
    'invalid UTF-8': withHeaders(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    'prototype key': withHeaders('{"__proto__":{"facts":{}},"facts":{},"content":{}}'),
    'headers named as members of Object': {
      ...withHeaders('{}'),
      headers: Object.fromEntries([
        ...Object.entries(headers),
        ['constructor', 'y'],
        ['__proto__', 'z'],
        ['toString', 'w'],
      ]),
    },
    'a header without a name': { ...withHeaders('{}'), headers: { ...headers, '': 'x' } },
    'as large as a topic takes': withHeaders('x'.repeat(MAX_EVENT_BYTES - ROOM_FOR_BATCH_AND_HEADERS)),
  };
}
