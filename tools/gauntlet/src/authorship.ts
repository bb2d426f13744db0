import { userInfo } from 'node:os';
import type { Authorship } from '@gauntlet/registry';

/** Who changes the registry now, and why; without `by` it is the user of this process. */
export function authorship({ by = currentUser(), reason }: { by: string | undefined; reason: string }): Authorship {
  return { by, at: new Date().toISOString(), reason };
}

/** The user of this process. */
export function currentUser(): string {
  return process.env.USER ?? userName();
}

// A container may run under a number that has no name.
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
