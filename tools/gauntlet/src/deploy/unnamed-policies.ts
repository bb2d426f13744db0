import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const POLICY_FILE = /\.policy\.ya?ml$/;
const YAML_FILE = /\.ya?ml$/;
/** Read from the text, so that a file with a mistake elsewhere still says which policies it names. */
const NAMED = /\bpolicy["']?:\s*["']?([a-z][a-z0-9-]*)@v\d/g;

/**
 * What is below `policies/` and named by no deployment, so that nothing publishes it: names of policies, and files that lie in
 * no folder of a policy. Empty when there are no deployments.
 * @param root where `policies/` lies
 * @param deployments folder of the deployment files
 */
export function unnamedPolicies(root: string, deployments: string): string[] {
  const named = new Set(filesIn(deployments, YAML_FILE).flatMap(policiesIn));
  if (named.size === 0) return [];
  const folder = join(root, 'policies');
  const names = filesIn(folder, POLICY_FILE).map((file) => relative(folder, file).split(sep)[0] ?? '');
  return [...new Set(names)].filter((name) => !named.has(name)).sort();
}

/** What is to be known of a policy that no deployment names, and what to do. */
export function unnamedNote(name: string): string {
  if (POLICY_FILE.test(name))
    return `policies/${name} is in no folder of a policy, so nothing reads it; move or remove it`;
  return `policy ${name} is named by no deployment file, so it is not published; name it behind a prompt, as in policy: ${name}@v1, or remove it`;
}

function filesIn(folder: string, wanted: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const entries: Dirent[] = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
}

function policiesIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(NAMED)].map(([, name = '']) => name);
}
