import type { DesiredPin } from '@gauntlet/artefacts';
import type { CanaryRamp, GauntletEvent, ModelRef, TOPICS, Trial } from '@gauntlet/contracts';
import type { ArtefactStore } from '../artefact-store';
import { type Authorship, pinEvent, type PinOrigin, type UnsignedPin } from '../deployments/deployment-events';
import { desiredPin } from '../deployments/desired-pin';
import { publishedOnly, type VersionName } from '../deployments/version-source';
import { checkedPin, type Evidence, NO_EVIDENCE, rolledBackGate, withoutGate } from '../gates/pin-gate';
import { rampPinsUntil } from '../ramps/ramp-pins';
import type { RegistryProjection } from '../registry-projection';
import { backupVersionProblems } from './backup-version';
import { allDifferences, pinDifferences } from './pin-differences';
import type { PinRecord } from './pin-history';
import { overridesOf } from './pin-overrides';
import { PinRefusedError } from './pin-refused.error';
import { refuseUnfittingShadow } from './shadow-version';

type ModelName = Pick<ModelRef, 'provider' | 'model'>;

/**
 * What an operator wants changed about a prompt's pin. What is absent stays as it is, except that canary and shadow end, and that
 * models and parameters which no deployment and no operator named are those of the version that is pinned.
 */
export interface PinChange {
  readonly prompt: VersionName;
  readonly policy?: VersionName;
  /** With the parameters of the prompt version. */
  readonly model?: ModelName;
  /** Each with the parameters of the prompt version, and none of its own; an empty list ends the use of backups. */
  readonly backups?: readonly ModelName[];
  readonly cannedAnswer?: string;
  /** Version of the same prompt for a share of the traffic; `percent` is 0 to 100. */
  readonly canary?: { readonly version: string; readonly percent: number; readonly ramp?: CanaryRamp };
  /** Version of the same prompt that also answers a share of the traffic, for nobody; ends like a canary. */
  readonly shadow?: ShadowChange;
}

/** A version to shadow a pin with. */
interface ShadowChange {
  readonly version: string;
  /** Above 0, to 100. */
  readonly percent: number;
  readonly callsPerHour: number;
}

/** A pin to publish, with the one that it replaces. */
export interface PinPlan {
  readonly before: PinRecord;
  /** Null when what was asked for is in force already. */
  readonly event: GauntletEvent<typeof TOPICS.pinned> | null;
  /** For a person: what speaks for the pin. */
  readonly notes: readonly string[];
}

/**
 * The pin that changes a prompt's current one as asked.
 * @throws PinRefusedError for a prompt without pin, a version that is not published (deploying helps), backups whose own
 * version can't stand in for it, or where a gate is required that was not passed; a retry doesn't help.
 */
export function planPin(
  change: PinChange,
  authorship: Authorship,
  current: RegistryProjection,
  evidence: Evidence = NO_EVIDENCE,
): PinPlan {
  const before = inForce(change.prompt.name, current);
  const asked = wanted(change, current);
  const changes = allDifferences(asked, before).length > 0;
  if (!changes && !before.facts.gate?.forced) return { before, event: null, notes: [] };
  const { pin, notes } = checkedPin(asked, { ...evidence, force: evidence.force || !changes }, current);
  // What was forced is pinned again once it can show a run.
  if (!changes && pin.facts.gate?.forced) return { before, event: null, notes };
  return { before, event: pinEvent(pin, authorship, 'pin'), notes };
}

/**
 * What a request would be answered with if the change were in force, so that a version is tried as it would go live.
 * @throws PinRefusedError as {@link planPin} does.
 */
export function planTrial(change: PinChange, current: RegistryProjection): Trial {
  const { facts } = wanted(change, current);
  const { prompt, policy, model, backups } = facts;
  return { prompt, policy, model, backups };
}

/**
 * The pin that takes a prompt back to the one before the current, whole: versions, models, parameters, canary, canned
 * answer. It needs no gate, for the way back is always open. Rolling back twice is where one began. All pins of a ramp count
 * as one. A deployment keeps its hands off the pin unless `via` says that it is its own.
 * @throws PinRefusedError when there is none before it, or not one that {@link planPin} would set; a retry doesn't help.
 */
export function planRollback(
  prompt: string,
  authorship: Authorship,
  current: RegistryProjection,
  via: PinOrigin = 'rollback',
): PinPlan {
  const before = inForce(prompt, current);
  const [began = before] = rampPinsUntil(before, current.pins.of(prompt));
  const target = current.usablePins(prompt).findLast((pin) => {
    return pin.offset < began.offset && pinDifferences(pin, before).length > 0;
  });
  if (!target) {
    const version = `${prompt}@${before.facts.prompt.version}`;
    throw new PinRefusedError(prompt, `${version} is its only pin, so there is nothing to roll back to`);
  }
  const problems = backupVersionProblems(target.facts, [current.artefacts]);
  if (problems.length > 0) throw publishedOnly(prompt, current.artefacts).unfitting(problems);
  const { facts, content } = unsigned(target);
  const pin = { facts: { ...withoutGate(facts), ...rolledBackGate(before, target) }, content };
  const notes = [`evidence none is needed: this was in force before (offset ${target.offset})`];
  return { before, event: pinEvent(pin, authorship, via), notes };
}

function wanted(change: PinChange, current: RegistryProjection): UnsignedPin {
  const { name } = change.prompt;
  const desired = changed(inForce(name, current), change, current.artefacts);
  const { facts, content } = desiredPin(name, desired, publishedOnly(name, current.artefacts));
  const ramp = change.canary?.ramp;
  const canary = facts.canary && { ...facts.canary, ...(ramp ? { ramp } : {}) };
  return { facts: { ...facts, canary, ...shadowOf(change, current) }, content };
}

function shadowOf(change: PinChange, current: RegistryProjection): Pick<UnsignedPin['facts'], 'shadow'> {
  const { shadow, canary: _canary, prompt: pinned, ...rest } = change;
  if (!shadow) return {};
  const { version, percent, callsPerHour } = shadow;
  const trial = planTrial({ ...rest, prompt: { name: pinned.name, version } }, current);
  refuseUnfittingShadow(trial.prompt, pinned, current);
  return { shadow: { ...trial, percent, callsPerHour } };
}

function inForce(prompt: string, current: RegistryProjection): PinRecord {
  const pin = current.inForce(prompt);
  if (pin) return pin;
  const known = current.pins.prompts().join(', ') || 'none';
  throw new PinRefusedError(prompt, `it has no pin; pinned prompts: ${known}. Deploy it first`);
}

function changed(before: PinRecord, change: PinChange, store: ArtefactStore): DesiredPin {
  const { facts, content } = before;
  const { policy = facts.policy, backups, canary } = change;
  const overrides = overridesOf(before, store);
  const model = change.model ?? overrides.model;
  return {
    version: change.prompt.version,
    policy: `${policy.name}@${policy.version}`,
    ...(model ? { model } : {}),
    backups: backups ? [...backups] : overrides.backups,
    cannedAnswer: change.cannedAnswer ?? content.cannedAnswer,
    ...(canary ? { canary: { version: canary.version, percent: canary.percent } } : {}),
    ...(facts.gate?.required ? { gate: 'required' as const } : {}),
    ...(facts.tenants ? { tenants: facts.tenants } : {}),
  };
}

function unsigned({ facts, content }: PinRecord): UnsignedPin {
  const { at: _at, by: _by, reason: _reason, via: _via, replaces: _replaces, ...pin } = facts;
  return { facts: pin, content };
}
