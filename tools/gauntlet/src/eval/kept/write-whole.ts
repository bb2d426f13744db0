import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file for its owner alone; renamed into its place, so that nobody reads half of it. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
