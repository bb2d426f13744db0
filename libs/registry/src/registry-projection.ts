import { type ArtefactRef, type GauntletEvent, type Pin, TOPICS } from '@gauntlet/contracts';
import { ArtefactStore } from './artefact-store';
import { isInCanaryShare } from './pins/canary-share';
import { tenantsOf } from './pins/pin-audience';
import { PinHistory, type PinRecord } from './pins/pin-history';
import { RegistryStaleError, UnknownPromptError } from './registry.errors';

/** The pin of one request, and the answer of whoever has to give up on it. */
export interface ResolvedPin {
  readonly pin: Pin;
  readonly cannedAnswer: string;
}

/** On whose behalf a prompt is asked for, and what its canary sticks to. */
export interface Asker {
  readonly tenant: string;
  /** Conversation, else request id. */
  readonly stickyKey: string;
}

/** Topics that together are the registry. */
export const REGISTRY_TOPICS = [TOPICS.published, TOPICS.pinned] as const;

/** One of the registry's topics. */
export type RegistryTopic = (typeof REGISTRY_TOPICS)[number];

/** An event of one of the registry's topics. */
export type RegistryEvent = GauntletEvent<typeof TOPICS.published> | GauntletEvent<typeof TOPICS.pinned>;

/** What the registry's topics say so far; pure, fed with their events in order. */
export class RegistryProjection {
  readonly artefacts = new ArtefactStore();
  readonly pins = new PinHistory();

  /**
   * Takes one event in.
   * @throws RefusedVersionError for a version that can't be used; pins that name it are never in force.
   */
  apply(event: RegistryEvent, offset: string): void {
    if (event.topic === TOPICS.published) this.artefacts.add(event);
    if (event.topic === TOPICS.pinned) this.pins.add(event, Number(offset));
  }

  /**
   * The newest pin of a prompt whose versions are all known; a pin that is ahead of its versions waits.
   * @throws UnknownPromptError when the prompt was never pinned, or is for other tenants: nobody learns that there is one.
   * @throws RegistryStaleError when none of its pins has its versions yet.
   */
  resolve(prompt: string, { tenant, stickyKey }: Asker): ResolvedPin {
    if (!this.mayAsk(prompt, tenant)) throw new UnknownPromptError(prompt, this.promptsFor(tenant));
    const record = this.inForce(prompt);
    if (!record) throw new RegistryStaleError(`no version that a pin of "${prompt}" names has been read yet`);
    return { pin: pinFor(record, stickyKey), cannedAnswer: record.content.cannedAnswer };
  }

  /** Names of the prompts that a tenant may ask, sorted. */
  promptsFor(tenant: string): string[] {
    return this.pins.prompts().filter((prompt) => this.mayAsk(prompt, tenant));
  }

  /** The newest pin of a prompt whose versions are all known. */
  inForce(prompt: string): PinRecord | undefined {
    return this.pins.of(prompt).findLast((pin) => this.isComplete(pin));
  }

  /** Every pin of a prompt whose versions are all known, oldest first. */
  usablePins(prompt: string): readonly PinRecord[] {
    return this.pins.of(prompt).filter((pin) => this.isComplete(pin));
  }

  private mayAsk(prompt: string, tenant: string): boolean {
    const pin = this.inForce(prompt) ?? this.pins.of(prompt).at(-1);
    return pin !== undefined && (tenantsOf(pin.facts)?.includes(tenant) ?? true);
  }

  private isComplete({ facts }: PinRecord): boolean {
    const { backups, canary, shadow } = facts;
    const rungs = [facts, ...backups, ...(canary ? [canary] : []), ...(shadow ? [shadow, ...shadow.backups] : [])];
    const prompts = rungs.map(({ prompt }) => prompt);
    const isKnown = (ref: ArtefactRef | undefined) => !ref || this.artefacts.has('prompt', ref);
    return this.artefacts.has('policy', facts.policy) && prompts.every(isKnown);
  }
}

function pinFor({ facts, offset }: PinRecord, stickyKey: string): Pin {
  const { prompt, policy, model, backups, canary } = facts;
  const share = canary && { prompt: prompt.name, percent: canary.percent };
  if (!share || !isInCanaryShare(stickyKey, share)) return { offset, prompt, policy, model, backups, canary: false };
  const { model: own = model, backups: ownBackups = backups } = canary;
  return { offset, prompt: canary.prompt, policy, model: own, backups: ownBackups, canary: true };
}
