import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataDirInUseError } from './dev-broker.errors';

const heldHere = new Set<string>();

/** Keeps a second broker out of a data folder; a lock that a killed process left behind is taken over. */
export function lockDataDir(dir: string): () => void {
  const path = join(dir, 'broker.pid');
  const owner = readOwner(path);
  const isHeld = owner === process.pid ? heldHere.has(path) : owner !== undefined && isAlive(owner);
  if (isHeld) throw new DataDirInUseError(dir, path);
  writeFileSync(path, String(process.pid));
  heldHere.add(path);
  return () => {
    heldHere.delete(path);
    rmSync(path, { force: true });
  };
}

function readOwner(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
