import { isDeepStrictEqual } from 'node:util';
import type { ArtefactRef, GauntletEvent, ModelRef, TOPICS } from '@gauntlet/contracts';
import { backupVersionProblems } from './backup-version';
import { versionLabel, type ArtefactKind, type ArtefactStore } from './artefact-store';
import { pinEvent, type Authorship, type UnsignedPin } from './deployment-events';
import { PinRefusedError } from './pin-refused.error';
import type { PinRecord } from './pin-history';
import type { RegistryProjection } from './registry-projection';

type VersionName = Pick<ArtefactRef, 'name' | 'version'>;

/** What an operator wants changed about a prompt's pin; what is absent stays as it is, except that a canary ends. */
export interface PinChange {
  readonly prompt: VersionName;
  readonly policy?: VersionName;
  /** The parameters of the model in force go on to apply. */
  readonly model?: Pick<ModelRef, 'provider' | 'model'>;
  /** Each with the parameters of the model in force and no prompt version of its own; an empty list ends the use of backups. */
  readonly backups?: readonly Pick<ModelRef, 'provider' | 'model'>[];
  readonly cannedAnswer?: string;
  /** Version of the same prompt for a share of the traffic; `percent` is 0 to 100. */
  readonly canary?: { readonly version: string; readonly percent: number };
}

/** A pin to publish, with the one that it replaces. */
export interface PinPlan {
  readonly before: PinRecord;
  /** Null when what was asked for is in force already. */
  readonly event: GauntletEvent<typeof TOPICS.pinned> | null;
}

/**
 * The pin that changes a prompt's current one as asked.
 * @throws PinRefusedError for a prompt without pin, a version that is not published (deploying helps), or backups whose own
 * version can't stand in for it; a retry doesn't help.
 */
export function planPin(change: PinChange, authorship: Authorship, current: RegistryProjection): PinPlan {
  const before = inForce(change.prompt.name, current);
  const after = changed(before, change, current.artefacts);
  if (isSamePin(before, after)) return { before, event: null };
  return { before, event: pinEvent(fitting(after, current.artefacts), authorship) };
}

/**
 * The pin that takes a prompt back to the one before the current, whole: versions, models, canary, canned answer. Rolling
 * back twice is where one began.
 * @throws PinRefusedError when there is none before it, or not one that {@link planPin} would set; a retry doesn't help.
 */
export function planRollback(prompt: string, authorship: Authorship, current: RegistryProjection): PinPlan {
  const before = inForce(prompt, current);
  const target = current.usablePins(prompt).findLast((pin) => pin.offset < before.offset && !isSamePin(before, pin));
  if (!target) {
    const version = `${prompt}@${before.facts.prompt.version}`;
    throw new PinRefusedError(prompt, `${version} is its only pin, so there is nothing to roll back to`);
  }
  return { before, event: pinEvent(fitting(unsigned(target), current.artefacts), authorship) };
}

function inForce(prompt: string, current: RegistryProjection): PinRecord {
  const pin = current.usablePins(prompt).at(-1);
  if (pin) return pin;
  const known = current.pins.prompts().join(', ') || 'none';
  throw new PinRefusedError(prompt, `it has no pin; pinned prompts: ${known}. Deploy it first`);
}

function changed({ facts, content }: PinRecord, change: PinChange, store: ArtefactStore): UnsignedPin {
  const withParameters = (model: Pick<ModelRef, 'provider' | 'model'>): ModelRef => {
    return { ...model, parameters: facts.model.parameters };
  };
  const { name } = change.prompt;
  const { canary } = change;
  return {
    facts: {
      prompt: published(store, 'prompt', change.prompt),
      policy: change.policy ? published(store, 'policy', change.policy) : facts.policy,
      model: change.model ? withParameters(change.model) : facts.model,
      backups: change.backups?.map(withParameters) ?? facts.backups,
      canary: canary
        ? { prompt: published(store, 'prompt', { name, version: canary.version }), percent: canary.percent }
        : null,
    },
    content: { cannedAnswer: change.cannedAnswer ?? content.cannedAnswer },
  };
}

function published(store: ArtefactStore, kind: ArtefactKind, version: VersionName): ArtefactRef {
  const hash = store.hashOf(kind, version);
  if (hash) return { ...version, hash };
  const versions = store.versionsOf(kind, version.name).join(', ') || 'none';
  const problem = `${versionLabel(kind, version)} is not published; published: ${versions}. Deploy its file first`;
  throw new PinRefusedError(version.name, problem);
}

function fitting(pin: UnsignedPin, store: ArtefactStore): UnsignedPin {
  const problems = backupVersionProblems(pin.facts, [store]).map(({ field, problem }) => `${field} ${problem}`);
  if (problems.length === 0) return pin;
  const cure = 'Name other backups for it, or none';
  throw new PinRefusedError(pin.facts.prompt.name, `${problems.join('; ')}. ${cure}`);
}

function unsigned({ facts, content }: UnsignedPin): UnsignedPin {
  const { prompt, policy, model, backups, canary } = facts;
  return { facts: { prompt, policy, model, backups, canary }, content };
}

function isSamePin(a: UnsignedPin, b: UnsignedPin): boolean {
  return isDeepStrictEqual(unsigned(a), unsigned(b));
}
