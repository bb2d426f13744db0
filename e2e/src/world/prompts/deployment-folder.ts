import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';

const FOLDERS = { prompt: 'prompts', policy: 'policies' } as const;

/** A prompt to deploy: its files by version, and what the deployment file says of it. */
export interface DeployedPrompt {
  readonly versions: Readonly<Record<string, string>>;
  readonly desired: Readonly<Record<string, unknown>>;
}

/**
 * Writes prompts and their deployment file into a folder, as the repository has them, beside what it ships; gives the file.
 * @param policies v1 of each, beside those of the repository.
 */
export function deploymentFolder(
  directory: string,
  prompts: Readonly<Record<string, DeployedPrompt>>,
  policies: Readonly<Record<string, string>> = {},
): string {
  for (const [name, { versions }] of Object.entries(prompts)) writeVersions(directory, ['prompt', name], versions);
  for (const [name, v1] of Object.entries(policies)) writeVersions(directory, ['policy', name], { v1 });
  for (const folder of Object.values(FOLDERS)) linkShipped(directory, folder);
  mkdirSync(join(directory, 'deployments'));
  const path = join(directory, 'deployments', 'deployment.yaml');
  const desired = Object.entries(prompts).map(([name, prompt]) => [name, prompt.desired] as const);
  writeFileSync(path, JSON.stringify({ prompts: Object.fromEntries(desired) }));
  return path;
}

function writeVersions(
  directory: string,
  [kind, name]: [keyof typeof FOLDERS, string],
  versions: DeployedPrompt['versions'],
): void {
  const folder = join(directory, FOLDERS[kind], name);
  mkdirSync(folder, { recursive: true });
  for (const [version, source] of Object.entries(versions)) {
    writeFileSync(join(folder, `${version}.${kind}.yml`), source);
  }
}

/** What is not written in the folder is as the repository ships it. */
function linkShipped(directory: string, folder: string): void {
  mkdirSync(join(directory, folder), { recursive: true });
  const own = readdirSync(join(directory, folder));
  const shipped = readdirSync(join(ROOT, folder)).filter((name) => !own.includes(name));
  for (const name of shipped) symlinkSync(join(ROOT, folder, name), join(directory, folder, name));
}
