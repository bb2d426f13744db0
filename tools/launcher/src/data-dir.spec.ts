import { temporaryDirectory } from '@gauntlet/testing';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataDir } from './data-dir';

describe('DataDir', () => {
  const directory = temporaryDirectory();

  it('is held by one launcher at a time', async () => {
    const first = await DataDir.take(directory.path);
    await expect(DataDir.take(directory.path)).rejects.toThrow(/another launcher runs in .*GAUNTLET_DATA_DIR/);
    await first.release();
    const second = await DataDir.take(directory.path);
    expect(second.leftRunning).toBe(false);
    await second.release();
  });

  it('knows that the launcher before was killed', async () => {
    const path = join(directory.path, 'killed');
    const clean = await DataDir.take(path);
    await clean.release();
    writeFileSync(join(path, 'launcher.running'), '1\n');
    const after = await DataDir.take(path);
    expect(after.leftRunning).toBe(true);
    await after.release();
  });

  it('is its owner’s alone, also where it was open before, and leaves a folder of something else as it is', async () => {
    const [fresh, before, other] = ['fresh', 'before', 'other'].map((name) => join(directory.path, name));
    mkdirSync(join(before ?? '', 'logs'), { recursive: true, mode: 0o755 });
    mkdirSync(join(other ?? '', 'photos'), { recursive: true, mode: 0o755 });
    const modes: number[] = [];
    for (const path of [fresh ?? '', before ?? '', other ?? '']) {
      const dataDir = await DataDir.take(path);
      dataDir.keepDatabaseUrl('postgres://');
      modes.push(statSync(path).mode & 0o777, statSync(dataDir.databaseUrlFile).mode & 0o777);
      await dataDir.release();
    }
    expect(modes).toEqual([0o700, 0o600, 0o700, 0o600, 0o755, 0o600]);
  });

  it('names the variable to change when the folder cannot be one', async () => {
    const file = join(directory.path, 'file');
    writeFileSync(file, '');
    await expect(DataDir.take(file)).rejects.toThrow(/no right to write to .*file: set GAUNTLET_DATA_DIR/);
  });
});
