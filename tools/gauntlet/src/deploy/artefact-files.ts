import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ArtefactFileError, contentHash, type DeploymentFile, readArtefactFile } from '@gauntlet/artefacts';
import { VERSION_PATTERN } from '@gauntlet/contracts';
import type { ArtefactFile, ArtefactKind } from '@gauntlet/registry';

const FOLDERS: Readonly<Record<ArtefactKind, string>> = { policy: 'policies', prompt: 'prompts' };

/**
 * Every version, on disk, of the prompts and policies that a deployment names: `prompts/<name>/<version>.prompt.yml`,
 * `policies/<name>/<version>.policy.yml`. Older versions come along, so that a rollback finds them.
 * @throws ArtefactFileError for a file that is named otherwise or can't be read.
 */
export function artefactFilesFor(deployment: DeploymentFile, root: string): ArtefactFile[] {
  const policies = Object.values(deployment.prompts).map(({ policy }) => policy.split('@')[0] ?? '');
  return [
    ...[...new Set(policies)].flatMap((name) => versionsOf('policy', name, root)),
    ...Object.keys(deployment.prompts).flatMap((name) => versionsOf('prompt', name, root)),
  ];
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
