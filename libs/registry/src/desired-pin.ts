import { ArtefactFileError } from '@gauntlet/artefacts';
import type { ArtefactRef, BackupRef, ModelRef } from '@gauntlet/contracts';
import { backupVersionProblems, promptIn } from './backup-version';
import { versionLabel, type ArtefactKind, type ArtefactStore } from './artefact-store';
import type { UnsignedPin } from './deployment-events';
import type { DesiredPin } from './deployment-file';

/**
 * The pin that a deployment wants for a prompt, with the hashes of the versions that it names.
 * @throws ArtefactFileError when one of them is neither among the files nor published, or the one of its backups can't
 * stand in for the others.
 */
export function desiredPin(name: string, desired: DesiredPin, stores: readonly ArtefactStore[]): UnsignedPin {
  const [policyName = '', policyVersion = ''] = desired.policy.split('@');
  const prompt = find(stores, 'prompt', { name, version: desired.version });
  const policy = find(stores, 'policy', { name: policyName, version: policyVersion });
  const facts = {
    prompt,
    policy,
    model: desired.model ? modelRef(desired.model) : promptIn(stores, prompt).model,
    backups: (desired.backups ?? []).map((backup) => backupRef(name, backup, stores)),
    canary: canaryOf(name, desired, stores),
  };
  const problems = backupVersionProblems(facts, stores);
  if (problems.length === 0) return { facts, content: { cannedAnswer: desired.cannedAnswer } };
  const inFile = problems.map(({ field, problem }) => ({ field: `/prompts/${name}${field}`, problem }));
  throw new ArtefactFileError('deployment', inFile);
}

function canaryOf(
  name: string,
  { canary }: DesiredPin,
  stores: readonly ArtefactStore[],
): UnsignedPin['facts']['canary'] {
  if (!canary) return null;
  return { prompt: find(stores, 'prompt', { name, version: canary.version }), percent: canary.percent };
}

type VersionName = Pick<ArtefactRef, 'name' | 'version'>;

function find(stores: readonly ArtefactStore[], kind: ArtefactKind, { name, version }: VersionName): ArtefactRef {
  const hash = stores.map((store) => store.hashOf(kind, { name, version })).find((found) => found !== undefined);
  if (hash) return { name, version, hash };
  const label = versionLabel(kind, { name, version });
  const problem = `there is no file for it, and it was never published; add ${kind}s/${name}/${version}.${kind}.yml`;
  throw new ArtefactFileError('deployment', [{ field: label, problem: problem.replace('policys', 'policies') }]);
}

function backupRef(
  name: string,
  { version, ...model }: NonNullable<DesiredPin['backups']>[number],
  stores: readonly ArtefactStore[],
): BackupRef {
  return { ...modelRef(model), ...(version ? { prompt: find(stores, 'prompt', { name, version }) } : {}) };
}

function modelRef({ provider, model, parameters }: NonNullable<DesiredPin['model']>): ModelRef {
  return { provider, model, parameters: parameters ?? {} };
}
