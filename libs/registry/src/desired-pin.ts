import { ArtefactFileError } from '@gauntlet/artefacts';
import type { ArtefactRef, ModelRef } from '@gauntlet/contracts';
import { versionLabel, type ArtefactKind, type ArtefactStore } from './artefact-store';
import type { UnsignedPin } from './deployment-events';
import type { DesiredPin } from './deployment-file';

/**
 * The pin that a deployment wants for a prompt, with the hashes of the versions that it names.
 * @throws ArtefactFileError when one of them is neither among the files nor published.
 */
export function desiredPin(name: string, desired: DesiredPin, stores: readonly ArtefactStore[]): UnsignedPin {
  const [policyName = '', policyVersion = ''] = desired.policy.split('@');
  const prompt = find(stores, 'prompt', { name, version: desired.version });
  const policy = find(stores, 'policy', { name: policyName, version: policyVersion });
  const backups = (desired.backups ?? []).map(modelRef);
  return {
    facts: {
      prompt,
      policy,
      model: modelOf(desired, prompt, stores),
      backups,
      canary: canaryOf(name, desired, stores),
    },
    content: { cannedAnswer: desired.cannedAnswer },
  };
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

function modelOf({ model }: DesiredPin, prompt: ArtefactRef, stores: readonly ArtefactStore[]): ModelRef {
  if (model) return modelRef(model);
  const file = stores.map((store) => store.prompt(prompt)).find((found) => found !== undefined);
  if (!file) throw new Error(`${versionLabel('prompt', prompt)} was found before and is gone`);
  return file.model;
}

function modelRef({ provider, model, parameters }: NonNullable<DesiredPin['model']>): ModelRef {
  return { provider, model, parameters: parameters ?? {} };
}
