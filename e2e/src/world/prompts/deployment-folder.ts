import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';

/** A prompt to deploy: its files by version, and what the deployment file says of it. */
export interface DeployedPrompt {
  readonly versions: Readonly<Record<string, string>>;
  readonly desired: Readonly<Record<string, unknown>>;
}

/** Writes prompts and their deployment file into a folder, as the repository has them; gives the file. */
export function deploymentFolder(directory: string, prompts: Readonly<Record<string, DeployedPrompt>>): string {
  for (const [name, { versions }] of Object.entries(prompts)) {
    mkdirSync(join(directory, 'prompts', name), { recursive: true });
    for (const [version, source] of Object.entries(versions)) {
      writeFileSync(join(directory, 'prompts', name, `${version}.prompt.yml`), source);
    }
  }
  mkdirSync(join(directory, 'deployments'));
  symlinkSync(join(ROOT, 'policies'), join(directory, 'policies'));
  const path = join(directory, 'deployments', 'deployment.yaml');
  const desired = Object.entries(prompts).map(([name, prompt]) => [name, prompt.desired] as const);
  writeFileSync(path, JSON.stringify({ prompts: Object.fromEntries(desired) }));
  return path;
}
