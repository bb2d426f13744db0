import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
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
