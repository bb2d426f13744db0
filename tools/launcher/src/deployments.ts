import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidProviderError, providerEndpointsFrom } from '@gauntlet/models';
import { parseDeploymentFile } from '@gauntlet/registry';
import { InvalidArgumentError } from 'commander';
import { LauncherError } from './launcher.errors';
import { ROOT } from './specs';

/** The deployment that a plain `npm start` applies. */
export const LOCAL = 'local';

/**
 * Checks a name given to `--deployment` against the files in `deployments/`.
 * @throws InvalidArgumentError listing what there is.
 */
export function deploymentNamed(name: string): string {
  const files = readdirSync(join(ROOT, 'deployments')).filter((file) => file.endsWith('.yaml'));
  const names = files.map((file) => file.slice(0, -'.yaml'.length)).sort();
  if (names.includes(name)) return name;
  throw new InvalidArgumentError(`the deployments are ${names.join(', ')}.`);
}

/**
 * State of its own for each deployment: a deployment is applied only to prompts without a pin, so in the state of another
 * it would change nothing.
 */
export function dataDirFor(name: string): string {
  return name === LOCAL ? '.gauntlet' : join('.gauntlet', name);
}

/** The file of a deployment, relative to the repository. */
export function deploymentFile(name: string): string {
  return `deployments/${name}.yaml`;
}

/**
 * Without its key a model can give canned answers only, which a newcomer would have to find out from a record.
 * @throws LauncherError naming the variable that is missing or wrong.
 */
export function assertKeysFor(name: string, env: NodeJS.ProcessEnv): void {
  const { prompts } = parseDeploymentFile(readFileSync(join(ROOT, deploymentFile(name)), 'utf8'), deploymentFile(name));
  const named = new Set(Object.values(prompts).map(({ model }) => model?.provider));
  const keyless = endpointsIn(env).find((each) => named.has(each.name) && each.needsKey && each.apiKey === null);
  if (!keyless) return;
  const { keyVariable } = keyless;
  throw new LauncherError(`the deployment ${name} needs a key: set ${keyVariable} or ${keyVariable}_FILE`);
}

function endpointsIn(env: NodeJS.ProcessEnv): ReturnType<typeof providerEndpointsFrom> {
  try {
    return providerEndpointsFrom(env);
  } catch (error) {
    if (error instanceof InvalidProviderError) throw new LauncherError(error.message);
    throw error;
  }
}
