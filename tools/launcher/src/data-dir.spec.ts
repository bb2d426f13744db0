import { temporaryDirectory } from '@gauntlet/testing';
import { writeFileSync } from 'node:fs';
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

  it('names the variable to change when the folder cannot be one', async () => {
    const file = join(directory.path, 'file');
    writeFileSync(file, '');
    await expect(DataDir.take(file)).rejects.toThrow(/no right to write to .*file: set GAUNTLET_DATA_DIR/);
  });
});
