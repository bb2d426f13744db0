import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { DataDir } from './data-dir';

describe('DataDir', () => {
  const directory = temporaryDirectory();

  it('is held by one launcher at a time', async () => {
    const first = await DataDir.take(directory.path);
    await expect(DataDir.take(directory.path)).rejects.toThrow(
      new RegExp(`another launcher runs in .* \\(process ${process.pid}\\).*GAUNTLET_DATA_DIR`),
    );
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
    const place = (name: string) => join(directory.path, name);
    for (const other of ['.gauntlet/logs', 'other/photos', 'var/logs']) {
      mkdirSync(place(other), { recursive: true, mode: 0o755 });
    }
    const modes: Record<string, number> = {};
    for (const name of ['fresh', 'fresh', '.gauntlet', 'other', 'other', 'var']) {
      const dataDir = await DataDir.take(place(name));
      mkdirSync(dataDir.logs, { recursive: true });
      dataDir.keepDatabaseUrl('postgres://');
      modes[name] = statSync(place(name)).mode & 0o777;
      expect(statSync(dataDir.databaseUrlFile).mode & 0o777).toBe(0o600);
      await dataDir.release();
      if (name === 'fresh') chmodSync(place(name), 0o755);
    }
    expect(modes).toEqual({ fresh: 0o700, '.gauntlet': 0o700, other: 0o755, var: 0o755 });
  });

  it('names the variable to change when the folder cannot be one', async () => {
    const file = join(directory.path, 'file');
    writeFileSync(file, '');
    await expect(DataDir.take(file)).rejects.toThrow(/no right to write to .*file: set GAUNTLET_DATA_DIR/);
  });
});
