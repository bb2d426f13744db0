import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { packRecord, unpackRecord } from './packed-record';

const record = { content: { input: 'Hi', answer: 'Fine.' }, facts: { outcome: 'answered' } };
const PACKED_BY_THE_FIRST_VERSION = 'eLtPrPoCq8bmBA9QQMKVuGXmpeqBHAvvjmAJhNpaAJxOGQU=';

describe('a packed record', () => {
  it('is what was packed, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => {
        expect(unpackRecord(packRecord(any))).toEqual(JSON.parse(JSON.stringify(any)));
      }),
    );
  });

  it('takes less than a third of its JSON', () => {
    const { facts, content } = exampleEvent(TOPICS.released);
    expect(packRecord({ facts, content }).length).toBeLessThan(JSON.stringify({ facts, content }).length / 3);
  });

  it('can be read for as long as records are kept: the dictionary is what it was', () => {
    expect(unpackRecord(Buffer.from(PACKED_BY_THE_FIRST_VERSION, 'base64'))).toEqual(record);
  });

  it('is refused when a byte of it is wrong or missing', () => {
    const packed = packRecord(record);
    for (const at of packed.keys()) {
      const wrong = Buffer.from(packed);
      wrong[at]! ^= 0x01;
      expect(() => unpackRecord(wrong), `byte ${at}`).toThrow();
      expect(() => unpackRecord(packed.subarray(0, at))).toThrow();
    }
  });
});
