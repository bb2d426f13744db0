import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommittedOffset, OffsetStore } from './offset-store';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offset-store-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const at = (offset: number, group = 'g'): CommittedOffset => ({
  group,
  topic: 't',
  partition: 0,
  offset,
  metadata: null,
});
const file = () => join(dir, 'committed-offsets.jsonl');

describe('OffsetStore', () => {
  it('finds the newest commit again after a restart', () => {
    const store = new OffsetStore(dir);
    store.commit([at(1), at(1, 'other')]);
    store.commit([at(2)]);

    const reopened = new OffsetStore(dir);

    expect(reopened.committed('g', 't', 0)?.offset).toBe(2);
    expect(reopened.committed('other', 't', 0)?.offset).toBe(1);
    expect(reopened.committed('g', 't', 1)).toBeUndefined();
  });

  it('loses only the torn line itself', () => {
    new OffsetStore(dir).commit([at(1)]);
    appendFileSync(file(), '\n{"group":"g","top');
    const store = new OffsetStore(dir);
    expect(store.committed('g', 't', 0)?.offset).toBe(1);
    store.commit([at(5)]);
    expect(new OffsetStore(dir).committed('g', 't', 0)?.offset).toBe(5);
  });

  it('keeps a commit that follows a torn line in the same file', () => {
    const store = new OffsetStore(dir);
    appendFileSync(file(), '\n{"group":"g","top');
    store.commit([at(7)]);
    expect(new OffsetStore(dir).committed('g', 't', 0)?.offset).toBe(7);
  });

  it('does not grow with the number of commits', () => {
    const store = new OffsetStore(dir);
    for (let i = 0; i < 21_000; i++) store.commit([at(i)]);
    expect(readFileSync(file(), 'utf8').split('\n').length).toBeLessThan(2_000);
    expect(store.committed('g', 't', 0)?.offset).toBe(20_999);
  });
});
