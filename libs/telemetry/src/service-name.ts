import { basename, dirname } from 'node:path';

/**
 * `OTEL_SERVICE_NAME`, else the folder that holds the main script's `dist`: `services/guardrail/dist/main.js` is
 * `guardrail`. A trial run straight from a folder takes that folder's name.
 */
export function serviceName(env: NodeJS.ProcessEnv, mainScript: string | undefined): string {
  if (env['OTEL_SERVICE_NAME']) return env['OTEL_SERVICE_NAME'];
  if (!mainScript) return 'gauntlet';
  const folder = dirname(mainScript);
  return basename(basename(folder) === 'dist' ? dirname(folder) : folder);
}
