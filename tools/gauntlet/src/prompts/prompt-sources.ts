import { readArtefactFile } from '@gauntlet/artefacts';
import { withRegistry } from '../kafka/with-kafka';
import { parseVersionName } from './version-name';
import { VersionNotPublishedError } from './version-not-published.error';

/** A prompt file's text, and how the user called it. */
export interface PromptSource {
  readonly label: string;
  readonly source: string;
}

/**
 * Texts of prompts: of a file for what ends in `.yml` or `.yaml`, else of the published `name@version`. Kafka is asked
 * only when a published one is among them.
 * @throws ArtefactFileError for a file that can't be read, VersionNotPublishedError for an unknown version.
 */
export async function promptSources(names: readonly string[]): Promise<PromptSource[]> {
  if (names.every(isFile)) return names.map(fromFile);
  return withRegistry(({ published }) => {
    const fromRegistry = (label: string) => {
      const { name, version } = parseVersionName(label);
      const found = published.find(({ facts }) => {
        return facts.kind === 'prompt' && facts.name === name && facts.version === version;
      });
      if (!found) throw new VersionNotPublishedError(label);
      return { label, source: found.content.source };
    };
    return Promise.resolve(names.map((name) => (isFile(name) ? fromFile(name) : fromRegistry(name))));
  });
}

function isFile(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

function fromFile(path: string): PromptSource {
  return { label: path, source: readArtefactFile(path) };
}
