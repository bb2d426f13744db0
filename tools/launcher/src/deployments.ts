import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { ArtefactFileError, type DeploymentFile, parseDeploymentFile, readArtefactFile } from '@gauntlet/artefacts';
import { InvalidProviderError, providerEndpointsFrom } from '@gauntlet/models';
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
 * A model whose provider has no key, or is not set up at all, can give canned answers only, which a newcomer would have to
 * find out from a record.
 * @throws LauncherError naming the variable that is missing or wrong, or what is wrong with the file.
 */
export function assertProvidersFor(name: string, env: NodeJS.ProcessEnv, root = ROOT): void {
  const named = providersIn(deploymentFile(name), root);
  const endpoints = endpointsIn(env);
  const keyless = endpoints.find(({ name: own, needsKey, apiKey }) => named.has(own) && needsKey && apiKey === null);
  if (keyless) {
    const { keyVariable } = keyless;
    throw new LauncherError(`the deployment ${name} needs a key: set ${keyVariable} or ${keyVariable}_FILE`);
  }
  const known = ['simulated', ...endpoints.map((endpoint) => endpoint.name)];
  const unknown = [...named].find((provider) => !known.includes(provider));
  if (unknown === undefined) return;
  const fix = `correct it (there are ${known.join(', ')}), or add it to MODEL_PROVIDERS and set its base URL`;
  throw new LauncherError(`${deploymentFile(name)} names the provider ${unknown}: ${fix}`);
}

/** The providers of all models that a deployment names. */
function providersIn(file: string, root: string): Set<string> {
  const { prompts } = parsed(file, root);
  const models = Object.values(prompts).flatMap(({ model, backups }) => [
    ...(model ? [model] : []),
    ...(backups ?? []),
  ]);
  return new Set(models.map(({ provider }) => provider));
}

function parsed(file: string, root: string): DeploymentFile {
  try {
    return parseDeploymentFile(readArtefactFile(join(root, file), file), file);
  } catch (error) {
    if (error instanceof ArtefactFileError) throw new LauncherError(error.message);
    throw error;
  }
}

function endpointsIn(env: NodeJS.ProcessEnv): ReturnType<typeof providerEndpointsFrom> {
  try {
    return providerEndpointsFrom(
      env,
      env.MODEL_PROVIDERS?.split(',')
        .map((provider) => provider.trim())
        .filter(Boolean),
    );
  } catch (error) {
    if (error instanceof InvalidProviderError) throw new LauncherError(error.message);
    throw error;
  }
}
