import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-body';

function nested(depth: number): Buffer {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
  return Buffer.from(JSON.stringify(value));
}

describe('isDeeperThan', () => {
  it('counts arrays and objects alike', () => {
    expect(isDeeperThan(nested(32), 32)).toBe(false);
    expect(isDeeperThan(nested(33), 32)).toBe(true);
  });

  it('does not take brackets in texts for nesting, escaped quotes and all', () => {
    const text = '[{"'.repeat(100);
    expect(isDeeperThan(Buffer.from(JSON.stringify({ text, more: ['\\', text] })), 2)).toBe(false);
  });

  it('counts what is open, not what there was', () => {
    expect(isDeeperThan(Buffer.from(JSON.stringify(Array.from({ length: 500 }, () => [{}]))), 3)).toBe(false);
  });
});
