import { isDeepStrictEqual } from 'node:util';
import type { PromptFile } from '@gauntlet/artefacts';
import type { ArtefactRef, FieldProblem } from '@gauntlet/contracts';
import { type ArtefactStore, versionLabel } from '../artefact-store';
import type { UnsignedPin } from '../deployments/deployment-events';

/**
 * Why the prompt version of a pin's backups can't stand in for every version that the pin gives out; empty when it can.
 * A caller gives the same variables and relies on the same response format, whichever model answers.
 */
export function backupVersionProblems(
  { prompt, canary, backups }: UnsignedPin['facts'],
  stores: readonly ArtefactStore[],
): FieldProblem[] {
  const given = canary ? [prompt, canary.prompt] : [prompt];
  const first = backups.find((backup) => backup.prompt)?.prompt;
  return backups.flatMap(({ prompt: own }, index) => {
    if (!own || !first) return [];
    const isShared = own.hash === first.hash;
    const problems = isShared ? given.flatMap((ref) => mismatch(own, ref, stores)) : [severalOf(first)];
    return problems.map((problem) => ({ field: `/backups/${index}/version`, problem: `${own.version} ${problem}` }));
  });
}

/** A version that is known to be in one of the stores. */
export function promptIn(stores: readonly ArtefactStore[], ref: ArtefactRef): PromptFile {
  const file = stores.map((store) => store.prompt(ref)).find((found) => found !== undefined);
  if (!file) throw new Error(`${versionLabel('prompt', ref)} was found before and is gone`);
  return file;
}

function mismatch(ownRef: ArtefactRef, givenRef: ArtefactRef, stores: readonly ArtefactStore[]): string[] {
  const [own, given] = [promptIn(stores, ownRef), promptIn(stores, givenRef)];
  if (!isDeepStrictEqual(own.variables.toSorted(), given.variables.toSorted())) {
    return [`takes ${namesOf(own)}, but ${givenRef.version} takes ${namesOf(given)}; a caller gives the same to both`];
  }
  if (isDeepStrictEqual(own.responseFormat, given.responseFormat)) return [];
  return [`has another response format than ${givenRef.version}; a caller relies on one`];
}

// More would not fit into an event beside the largest request: each version is a further copy of its texts.
function severalOf({ version }: ArtefactRef): string {
  return `differs from ${version}; backups with a version of their own share one`;
}

function namesOf({ variables }: PromptFile): string {
  return variables.length === 0 ? 'no variables' : `the variables ${variables.join(', ')}`;
}
