/** What a started SDK offers to the rest of the process; kept free of SDK imports so that unit tests load fast. */
export interface RunningTelemetry {
  renderMetrics(): Promise<string>;
  shutdown(): Promise<void>;
}

const SHUTDOWN_LIMIT_MS = 5_000;

let running: RunningTelemetry | null = null;

/** Called once, by the bootstrap. */
export function setRunningTelemetry(telemetry: RunningTelemetry): void {
  running = telemetry;
}

/** All metrics of this process as Prometheus text; empty in a process that did not import the bootstrap. */
export async function renderMetrics(): Promise<string> {
  return running ? running.renderMetrics() : '';
}

/**
 * Sends the spans that are still queued and stops the SDK. Call it after everything else has closed, or the spans of
 * the drain are lost. Gives up after 5 s, so that a dead telemetry sink cannot hold a process; never rejects.
 */
export async function shutdownTelemetry(): Promise<void> {
  const telemetry = running;
  running = null;
  if (!telemetry) return;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SHUTDOWN_LIMIT_MS);
  });
  // A sink that fails costs its spans, never the shutdown: the SDK has already reported it to its own diagnostics.
  const stopped = telemetry.shutdown().catch(() => undefined);
  await Promise.race([stopped, limit]);
  clearTimeout(timer);
}
