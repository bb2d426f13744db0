import type { PartitionLog } from '../storage/partition-log';

interface AppendWait {
  logs: readonly PartitionLog[];
  timeoutMs: number;
  stopping: AbortSignal;
}

/** Resolves at the first append to one of the logs, at the timeout, or when the broker stops. */
export function appendOrTimeout({ logs, timeoutMs, stopping }: AppendWait): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      for (const stopListening of stops) stopListening();
      stopping.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, timeoutMs);
    const stops = logs.map((log) => log.onAppend(finish));
    stopping.addEventListener('abort', finish);
  });
}
