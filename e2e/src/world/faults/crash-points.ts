import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@gauntlet/testing';
import { ROOT } from '../root';

const PRELOAD = join(ROOT, 'e2e/crash-points.cjs');

/**
 * Where a process can be killed: around producing, around committing offsets, after a write to the database, and
 * between a provider's answer and anything that is done with it (so the call was paid and nobody knows the result).
 */
export type CrashPoint =
  'before-produce' | 'after-produce' | 'before-commit' | 'after-commit' | 'after-write' | 'mid-call';

/** Kills processes of a world at exact points, without a line of test code in the product. */
export class CrashPoints {
  constructor(readonly directory: string) {
    mkdirSync(directory, { recursive: true });
  }

  /** Environment that makes a process stop at crash points. */
  env(process: string): NodeJS.ProcessEnv {
    return { E2E_CRASH_DIR: this.directory, E2E_PROCESS: process, NODE_OPTIONS: `--require "${PRELOAD}"` };
  }

  /** The next time this process gets to the point, it dies there. */
  arm(process: string, point: CrashPoint): void {
    writeFileSync(this.file(process, point), '');
  }

  /** Waits until an armed process has died. */
  async struck(process: string, point: CrashPoint, deadlineMs = 20_000): Promise<void> {
    const gone = () => !existsSync(this.file(process, point));
    await waitFor(gone, { deadlineMs, description: `${process} to die ${point}` });
  }

  private file(process: string, point: CrashPoint): string {
    return join(this.directory, `${process}.${point}`);
  }
}
