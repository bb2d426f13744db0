import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash';

describe('contentHash', () => {
  it('is the same whatever line ends a checkout wrote', () => {
    expect(contentHash('a\r\nb\r\n')).toBe(contentHash('a\nb\n'));
  });

  it('is the SHA-256 of the text', () => {
    expect(contentHash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(contentHash('ä')).not.toBe(contentHash('a'));
  });
});
