import kafkajsHash from 'kafkajs/src/producer/partitioners/default/murmur2.js';
import { describe, expect, it } from 'vitest';
import { keyHash, keyPartitioner } from './key-hash';

describe('the hash of a key', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('is that of the Java client for %s', (key, hash) => {
    expect(keyHash(key)).toBe(hash);
    expect(keyHash(Buffer.from(key))).toBe(hash);
  });

  it('is that of kafkajs for every length and byte', () => {
    for (let length = 0; length < 300; length++) {
      const key = Buffer.from(Array.from({ length }, (_, at) => (at * 151 + length * 31) % 256));
      expect(keyHash(key)).toBe(kafkajsHash(key));
    }
  });

  it('takes time in proportion to a key as large as a record may be', () => {
    const key = Buffer.alloc(1_048_576, 'K');
    const known = { partitionErrorCode: 0, leader: 0, replicas: [0], isr: [0] };
    const partitionMetadata = [0, 1, 2].map((partitionId) => ({ partitionId, ...known }));
    const started = performance.now();
    keyPartitioner()({ topic: 'any', partitionMetadata, message: { key, value: null } });
    // kafkajs takes minutes for it; this takes a few milliseconds.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
