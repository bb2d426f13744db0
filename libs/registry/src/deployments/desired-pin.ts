import type { DesiredPin, PromptFile } from '@gauntlet/artefacts';
import type { ArtefactRef, BackupRef, ModelOverrides, ModelRef } from '@gauntlet/contracts';
import type { ArtefactKind } from '../artefact-store';
import { backupVersionProblems, promptIn } from '../pins/backup-version';
import type { UnsignedPin } from './deployment-events';
import type { VersionName, VersionSource } from './version-source';

/** Nothing is shown for it yet. */
const REQUIRED = { required: true, runs: [], forced: false };

type ModelName = Pick<ModelRef, 'provider' | 'model'>;
type Rungs = Pick<UnsignedPin['facts'], 'model' | 'backups'>;

/**
 * The pin that is wanted for a prompt, with the hashes of the versions that it names. Whatever names no model or no
 * parameters has those of its prompt version, so a version goes live as it was tried, whichever command pins it.
 * @throws what the source says of a version that is missing, or of a backup's that can't stand in for the others.
 */
export function desiredPin(name: string, desired: DesiredPin, source: VersionSource): UnsignedPin {
  const [policyName = '', policyVersion = ''] = desired.policy.split('@');
  const prompt = find('prompt', { name, version: desired.version }, source);
  const overrides = overridesIn(desired);
  const facts = {
    prompt,
    policy: find('policy', { name: policyName, version: policyVersion }, source),
    ...rungsOf(prompt, overrides, source),
    canary: canaryOf(name, desired, source),
    overrides,
    ...(desired.gate === 'required' ? { gate: REQUIRED } : {}),
    ...(desired.tenants ? { tenants: [...new Set(desired.tenants)].sort() } : {}),
  };
  const problems = backupVersionProblems(facts, source.stores);
  if (problems.length > 0) throw source.unfitting(problems);
  return { facts, content: { cannedAnswer: desired.cannedAnswer } };
}

function overridesIn({ model, backups = [] }: DesiredPin): ModelOverrides {
  return { ...(model ? { model } : {}), backups };
}

function rungsOf(prompt: ArtefactRef, { model, backups }: ModelOverrides, source: VersionSource): Rungs {
  const file = promptIn(source.stores, prompt);
  return {
    model: model ? modelRef(model, file) : file.model,
    backups: backups.map((backup) => backupRef(backup, { prompt, file }, source)),
  };
}

function canaryOf(name: string, desired: DesiredPin, source: VersionSource): UnsignedPin['facts']['canary'] {
  if (!desired.canary) return null;
  const { version, percent } = desired.canary;
  const prompt = find('prompt', { name, version }, source);
  return { prompt, percent, ...rungsOf(prompt, overridesIn(desired), source) };
}

function find(kind: ArtefactKind, version: VersionName, { stores, missing }: VersionSource): ArtefactRef {
  const hash = stores.map((store) => store.hashOf(kind, version)).find((found) => found !== undefined);
  if (!hash) throw missing(kind, version);
  return { name: version.name, version: version.version, hash };
}

function backupRef(
  { version, ...model }: ModelOverrides['backups'][number],
  asked: { prompt: ArtefactRef; file: PromptFile },
  source: VersionSource,
): BackupRef {
  if (!version) return modelRef(model, asked.file);
  const prompt = find('prompt', { name: asked.prompt.name, version }, source);
  return { ...modelRef(model, promptIn(source.stores, prompt)), prompt };
}

function modelRef({ provider, model, parameters }: Partial<ModelRef> & ModelName, file: PromptFile): ModelRef {
  return { provider, model, parameters: parameters ?? file.model.parameters };
}
