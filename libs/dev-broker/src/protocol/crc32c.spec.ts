import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c';

describe('crc32c', () => {
  it('gives the published check value of CRC-32C', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });

  it('gives zero for no bytes', () => {
    expect(crc32c(Buffer.alloc(0))).toBe(0);
  });
});
