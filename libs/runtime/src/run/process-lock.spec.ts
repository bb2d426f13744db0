import { once } from 'node:events';
import { linkSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { takeProcessLock } from './process-lock';

describe('a process lock', () => {
  const directory = temporaryDirectory();
  const place = (name: string) => join(directory.path, name);
  afterAll(() => directory.remove());

  /** What a process leaves that was killed while it held the lock. */
  async function leftBehind(path: string): Promise<void> {
    const server = createServer().listen(`${path}.dead`);
    await once(server, 'listening');
    linkSync(`${path}.dead`, path);
    await once(server.close(), 'close');
  }

  it('has one holder at a time, and leaves nothing when it is given back', async () => {
    const path = place('one');
    const first = await takeProcessLock(path);
    expect(await takeProcessLock(path)).toBeNull();
    await first?.release();
    const second = await takeProcessLock(path);
    expect(second).not.toBeNull();
    await second?.release();
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it.each([
    ['nobody held it', () => undefined],
    ['its holder was killed', leftBehind],
  ])('goes to one of many that want it at the same moment after %s', async (after, prepare) => {
    for (let round = 0; round < 20; round += 1) {
      const path = place(`${after.length}-${round}`);
      await prepare(path);
      const locks = await Promise.all(Array.from({ length: 8 }, () => takeProcessLock(path)));
      expect(locks.filter((lock) => lock !== null)).toHaveLength(1);
      await Promise.all(locks.map((lock) => lock?.release()));
    }
  });

  it('never has two holders, whoever comes and goes', async () => {
    const path = place('busy');
    let holders = 0;
    let most = 0;
    let taken = 0;
    const comeAndGo = async () => {
      for (let turn = 0; turn < 40; turn += 1) {
        const lock = await takeProcessLock(path);
        if (!lock) continue;
        taken += 1;
        most = Math.max(most, (holders += 1));
        await new Promise(setImmediate);
        holders -= 1;
        await lock.release();
      }
    };
    await Promise.all(Array.from({ length: 6 }, comeAndGo));
    expect(most).toBe(1);
    expect(taken).toBeGreaterThan(10);
  });
});
