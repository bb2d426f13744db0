import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';

/** An empty folder for the rest of a test. */
export function temporaryFolder(): string {
  const { path, remove } = temporaryDirectory();
  onTestFinished(remove);
  return path;
}

/** A folder that says that a consumer of this group had that place when its process died. */
export function folderWith(group: string, memberId: string, host = hostname()): string {
  const path = temporaryFolder();
  writeFileSync(join(path, 'members.json'), JSON.stringify({ host, members: { [group]: { group, memberId } } }));
  return path;
}
