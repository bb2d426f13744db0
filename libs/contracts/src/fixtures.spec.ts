import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, EVENT_SCHEMAS, type Topic } from './index';

const folder = join(__dirname, '../fixtures');
const topics = Object.keys(EVENT_SCHEMAS) as Topic[];

function fixture(topic: Topic) {
  const { key, headers, value } = JSON.parse(readFileSync(join(folder, `${topic}.json`), 'utf8'));
  return { topic, headers, key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)) };
}

describe('recorded events', () => {
  it('has one for every event version', () => {
    expect(readdirSync(folder).sort()).toEqual(topics.map((topic) => `${topic}.json`).sort());
  });

  it.each(topics)('%s still parses and survives a round trip', (topic) => {
    const event = decodeEvent(fixture(topic));
    const encoded = encodeEvent(event);
    expect(decodeEvent({ topic, ...encoded, key: Buffer.from(encoded.key) })).toEqual(event);
  });

  it.each(topics)('%s still parses when a newer producer added fields', (topic) => {
    const raw = fixture(topic);
    const value = JSON.parse(raw.value.toString());
    value.facts.addedLater = { anything: 1 };
    expect(() => decodeEvent({ ...raw, value: Buffer.from(JSON.stringify(value)) })).not.toThrow();
  });
});
