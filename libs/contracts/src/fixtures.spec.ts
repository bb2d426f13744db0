import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENT_SCHEMAS } from './event-map';
import { decodeEvent, encodeEvent, type Topic } from './index';

const folder = join(__dirname, '../fixtures');
const topics = Object.keys(EVENT_SCHEMAS) as Topic[];
const files = readdirSync(folder);

function fixture(file: string) {
  const { key, headers, value } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return { topic: headers.ce_type as Topic, headers, key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)) };
}

describe('recorded events', () => {
  it('has one for every event version', () => {
    expect(files).toEqual(expect.arrayContaining(topics.map((topic) => `${topic}.json`)));
  });

  it.each(files)('%s still parses and survives a round trip', (file) => {
    const { topic, ...raw } = fixture(file);
    const event = decodeEvent({ topic, ...raw });
    const encoded = encodeEvent(event);
    expect(decodeEvent({ topic, ...encoded, key: Buffer.from(encoded.key) })).toEqual(event);
  });

  it.each(files)('%s still parses when a newer producer added fields', (file) => {
    const raw = fixture(file);
    const value = JSON.parse(raw.value.toString());
    value.facts.addedLater = { anything: 1 };
    expect(() => decodeEvent({ ...raw, value: Buffer.from(JSON.stringify(value)) })).not.toThrow();
  });
});
