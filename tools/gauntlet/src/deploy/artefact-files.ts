import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  ArtefactFileError,
  contentHash,
  type DeploymentFile,
  judgesOf,
  parsePolicyFile,
  readArtefactFile,
} from '@gauntlet/artefacts';
import { VERSION_PATTERN } from '@gauntlet/contracts';
import { type ArtefactFile, type ArtefactKind, artefactProblems } from '@gauntlet/registry';

const FOLDERS: Readonly<Record<ArtefactKind, string>> = { policy: 'policies', prompt: 'prompts' };

/**
 * Every version, on disk, of the prompts and policies that a deployment names, and of the judges that these policies name:
 * `prompts/<name>/<version>.prompt.yml`, `policies/<name>/<version>.policy.yml`. Older versions come along, so that a rollback finds them.
 * @throws ArtefactFileError for a file that is named otherwise or can't be read.
 */
export function artefactFilesFor(deployment: DeploymentFile, root: string): ArtefactFile[] {
  const names = Object.values(deployment.prompts).map(({ policy }) => policy.split('@')[0] ?? '');
  const policies = [...new Set(names)].flatMap((name) => versionsOf('policy', name, root));
  const judges = new Set(judgesIn(policies));
  const prompts = Object.keys(deployment.prompts).filter((name) => !judges.has(name));
  const versions = (name: string) => versionsOf('prompt', name, root);
  // Judges first: whoever has read a policy has read its judges, too.
  return [...[...judges].flatMap(versions), ...policies, ...prompts.flatMap(versions)];
}

/** Names of the prompts that judge for these policies. A file that can't be read names none, and is refused by the plan. */
function judgesIn(policies: readonly ArtefactFile[]): string[] {
  const readable = policies.filter((file) => artefactProblems(file).length === 0);
  return readable.flatMap(({ source }) => judgesOf(parsePolicyFile(source)).map(({ name }) => name));
}

function versionsOf(kind: ArtefactKind, name: string, root: string): ArtefactFile[] {
  const folder = join(FOLDERS[kind], name);
  const files = filesIn(join(root, folder)).map((file) => readVersion(join(folder, file), { kind, name, root }));
  return files.sort((a, b) => numberOf(a) - numberOf(b));
}

// A version may be published and its file gone: what is missing after all is refused by the plan, by name.
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new ArtefactFileError(folder, [{ field: 'the folder', problem: 'can not be read' }], { cause: error });
  }
}

function readVersion(
  path: string,
  { kind, name, root }: { kind: ArtefactKind; name: string; root: string },
): ArtefactFile {
  const version = new RegExp(`[\\\\/](${VERSION_PATTERN})\\.${kind}\\.ya?ml$`).exec(path)?.[1];
  if (!version) {
    throw new ArtefactFileError(path, [{ field: 'its name', problem: `must be v1.${kind}.yml, v2.${kind}.yml, …` }]);
  }
  const source = readArtefactFile(join(root, path), path);
  return { kind, name, version, path, source, hash: contentHash(source) };
}

function numberOf({ version }: ArtefactFile): number {
  return Number(version.slice(1));
}
