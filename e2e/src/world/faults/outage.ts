import type { ManagedProcess } from '@gauntlet/launcher';
import { waitFor } from '@gauntlet/testing';

/** Kills a supervised process again and again for about so long, then waits until its next run is ready. */
export async function outageOf(process: ManagedProcess, ms: number): Promise<void> {
  const end = Date.now() + ms;
  do {
    const { pid } = process;
    process.kill('SIGKILL');
    await waitFor(() => process.pid !== pid, {
      deadlineMs: 30_000,
      description: `${process.name} to be started again`,
    });
  } while (Date.now() < end);
  await process.ready();
}
