import { renameSync, writeFileSync } from 'node:fs';

/** A kill in the middle leaves the old file or the new one, never a half. */
export function writeAtomically(path: string, content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
