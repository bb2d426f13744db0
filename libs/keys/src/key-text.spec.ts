import { describe, expect, it } from 'vitest';
import { createKeyText, hashOfKey, isKeyText, isMeantAsKey } from './key-text';

const FLIPPED: Readonly<Record<string, string>> = { a: 'b' };

describe('the text of a key', () => {
  it('has prefix, 256 bits and checksum, and is never the same', () => {
    const texts = Array.from({ length: 200 }, createKeyText);
    expect(new Set(texts).size).toBe(200);
    for (const text of texts) {
      expect(text).toMatch(/^gk_live_[0-9A-Za-z]{49}$/);
      expect(isKeyText(text)).toBe(true);
    }
  });

  it('holds against one wrong character anywhere', () => {
    const text = createKeyText();
    for (let at = 'gk_live_'.length; at < text.length; at += 1) {
      const wrong = text.slice(0, at) + (FLIPPED[text[at] ?? ''] ?? 'a') + text.slice(at + 1);
      expect(isKeyText(wrong)).toBe(false);
    }
    expect(isKeyText(text.slice(0, -1))).toBe(false);
    expect(isKeyText(`${text}\n`)).toBe(false);
  });

  it('is told from keys of others', () => {
    expect(isMeantAsKey('gk_live_broken')).toBe(true);
    expect(isMeantAsKey('sk-proj-abc')).toBe(false);
  });

  it('hashes as RFC 2104 says, differently for each pepper', () => {
    const expected = 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8';
    expect(hashOfKey('The quick brown fox jumps over the lazy dog', 'key')).toBe(expected);
    expect(hashOfKey('x', 'pepper-one')).not.toBe(hashOfKey('x', 'pepper-two'));
  });
});
