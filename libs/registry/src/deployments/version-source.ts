import { ArtefactFileError } from '@gauntlet/artefacts';
import type { ArtefactRef, FieldProblem } from '@gauntlet/contracts';
import { type ArtefactKind, type ArtefactStore, versionLabel } from '../artefact-store';
import { PinRefusedError } from '../pins/pin-refused.error';

/** A version by name, its content not looked at yet. */
export type VersionName = Pick<ArtefactRef, 'name' | 'version'>;

/** Where the versions that a pin names are looked for, and what is said when one isn't there or doesn't fit. */
export interface VersionSource {
  readonly stores: readonly ArtefactStore[];
  readonly missing: (kind: ArtefactKind, version: VersionName) => Error;
  readonly unfitting: (problems: readonly FieldProblem[]) => Error;
}

/** For a deployment of a prompt: its files first, then what is published. */
export function filesAndPublished(prompt: string, stores: readonly ArtefactStore[]): VersionSource {
  return {
    stores,
    missing: (kind, { name, version }) => {
      const folder = kind === 'policy' ? 'policies' : 'prompts';
      const problem = `there is no file for it, and it was never published; add ${folder}/${name}/${version}.${kind}.yml`;
      return new ArtefactFileError('deployment', [{ field: versionLabel(kind, { name, version }), problem }]);
    },
    unfitting: (problems) => {
      const inFile = problems.map(({ field, problem }) => ({ field: `/prompts/${prompt}${field}`, problem }));
      return new ArtefactFileError('deployment', inFile);
    },
  };
}

/** For a command that pins a prompt: what is published. */
export function publishedOnly(prompt: string, store: ArtefactStore): VersionSource {
  return {
    stores: [store],
    missing: (kind, version) => {
      const versions = store.versionsOf(kind, version.name).join(', ') || 'none';
      const problem = `${versionLabel(kind, version)} is not published; published: ${versions}. Deploy its file first`;
      return new PinRefusedError(prompt, problem);
    },
    unfitting: (problems) => {
      const said = problems.map(({ field, problem }) => `${field} ${problem}`).join('; ');
      return new PinRefusedError(prompt, `${said}. Name other backups for it, or none`);
    },
  };
}
