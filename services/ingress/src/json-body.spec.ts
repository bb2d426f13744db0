import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-body';

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
  return value;
}

describe('isDeeperThan', () => {
  it('counts arrays and objects alike', () => {
    expect(isDeeperThan(nested(32), 32)).toBe(false);
    expect(isDeeperThan(nested(33), 32)).toBe(true);
  });

  it('survives any depth', () => {
    expect(isDeeperThan(nested(200_000), 32)).toBe(true);
  });
});
