import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the repository. */
export const ROOT = resolve(__dirname, '../../..');

const BUILT = ['services/ingress', 'services/drift-monitor', 'tools/gauntlet', 'tools/launcher', 'libs/dev-broker'];

/** @throws Error when there is no build: the services run from `dist`. */
export function assertBuilt(): void {
  const missing = BUILT.map((project) => join(project, 'dist/main.js')).filter((path) => !existsSync(join(ROOT, path)));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} missing: run "npm run build" first`);
}
