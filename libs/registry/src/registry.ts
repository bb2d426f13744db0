import { Injectable, type OnApplicationBootstrap, Optional } from '@nestjs/common';
import type { Policy, PromptFile } from '@gauntlet/artefacts';
import type { ArtefactRef, PinShadow, RequestFacts, Trial } from '@gauntlet/contracts';
import { LogReaderFactory } from '@gauntlet/messaging';
import { HealthRegistry, ProcessParts } from '@gauntlet/runtime';
import { type ArtefactKind, type PublishedPrompt, versionLabel } from './artefact-store';
import { isInCanaryShare } from './pins/canary-share';
import { type RunningRamp, runningRamp } from './ramps/ramp-pins';
import { RegistryConfig } from './registry.config';
import { RegistryStaleError, UnknownVersionError } from './registry.errors';
import type { Asker, ResolvedPin } from './registry-projection';
import { RegistryReading } from './registry-reading';

/** What a trial of a prompt without pin falls back to, which nobody but Gauntlet reads. */
const NOT_ANSWERED = 'Not answered.';

/** A prompt that can be asked for. */
export interface PinnedPrompt {
  readonly name: string;
  readonly version: string;
  /** Instant of the pin. */
  readonly since: string;
}

/** Which prompt versions, policies and pins are in force, kept in memory from their topics; ready once caught up. */
@Injectable()
export class Registry implements OnApplicationBootstrap {
  private readonly reading: RegistryReading;

  constructor(
    private readonly logs: LogReaderFactory,
    private readonly health: HealthRegistry,
    private readonly config: RegistryConfig,
    @Optional() parts: ProcessParts = new ProcessParts(),
  ) {
    this.reading = parts.share('registry', { open: () => new RegistryReading() }).part;
  }

  onApplicationBootstrap(): void {
    this.health.register('registry', () => this.requireCaughtUp());
    this.reading.start(this.logs);
  }

  /**
   * The pin of a new request, decided once; canaries stick to the asker's `stickyKey`.
   * @throws UnknownPromptError for a prompt without pin, and for one of other tenants; a retry doesn't help.
   * @throws RegistryStaleError while not caught up, or when the pins were last reached more than
   * `REGISTRY_MAX_AGE_MS` ago: an old pin could undo a rollback. A retry helps.
   */
  resolve(promptName: string, asker: Asker): ResolvedPin {
    this.requireCaughtUp();
    this.requireFresh();
    return this.reading.projection.resolve(promptName, asker);
  }

  /**
   * The pin of a request that tries something else than what is in force. Its offset and canned answer are those of the pin
   * in force; a prompt without pin, such as a judge's, has the offset 0 and says that it is not answered.
   * @throws RegistryStaleError when one of its versions was not read yet; a retry helps.
   * @throws UnknownVersionError, RefusedVersionError when one of its versions can't be used; a retry doesn't help.
   */
  resolveTrial({ prompt, policy, model, backups }: Trial): ResolvedPin {
    this.policy(policy);
    [{ prompt }, ...backups].forEach((rung) => rung.prompt && this.prompt(rung.prompt));
    const inForce = this.reading.projection.inForce(prompt.name);
    const pin = { offset: inForce?.offset ?? 0, prompt, policy, model, backups, canary: false };
    return { pin, cannedAnswer: inForce?.content.cannedAnswer ?? NOT_ANSWERED };
  }

  /**
   * A prompt version by reference, as exact as its hash; age doesn't matter, for a version never changes.
   * @throws RegistryStaleError when it was not read yet; a retry helps.
   * @throws UnknownVersionError, RefusedVersionError when there is no usable one; a retry doesn't help.
   */
  prompt(ref: ArtefactRef): PromptFile {
    return this.reading.projection.artefacts.prompt(ref) ?? this.notRead('prompt', ref);
  }

  /**
   * A policy version by reference; throws as {@link prompt} does.
   */
  policy(ref: ArtefactRef): Policy {
    return this.reading.projection.artefacts.policy(ref) ?? this.notRead('policy', ref);
  }

  /** A prompt version that is named without a hash, as a policy names its judge; undefined when it was not read or can't be used. */
  publishedPrompt(version: Pick<ArtefactRef, 'name' | 'version'>): PublishedPrompt | undefined {
    return this.reading.projection.artefacts.published(version);
  }

  /** Names of all prompts that have a pin, sorted. */
  prompts(): readonly string[] {
    return this.reading.projection.pins.prompts();
  }

  /** The prompts that a tenant can ask for, sorted by name, each with its version in force and since when that is so. */
  pinned(tenant: string): readonly PinnedPrompt[] {
    return this.reading.projection.promptsFor(tenant).flatMap((name) => {
      const pin = this.reading.projection.inForce(name);
      return pin ? [{ name, version: pin.facts.prompt.version, since: pin.facts.at }] : [];
    });
  }

  /** The canaries whose share grows by itself. @throws RegistryStaleError as {@link resolve} does. */
  ramps(): readonly RunningRamp[] {
    this.requireCaughtUp();
    this.requireFresh();
    return this.prompts().flatMap((prompt) => runningRamp(prompt, this.reading.projection) ?? []);
  }

  /**
   * What is to answer a copy of a request, by the pin that the request has; null for most.
   * @throws RegistryStaleError while not caught up with that pin; a retry helps.
   */
  shadowFor({ pin, conversation, id }: Pick<RequestFacts, 'pin' | 'conversation' | 'id'>): PinShadow | null {
    this.requireCaughtUp();
    const { pins } = this.reading.projection;
    if (pin.offset > pins.newestOffset)
      throw new RegistryStaleError(`the pin at offset ${pin.offset} was not read yet`);
    const { name } = pin.prompt;
    const shadow = pins.of(name).find(({ offset }) => offset === pin.offset)?.facts.shadow;
    const isDrawn = shadow && isInCanaryShare(conversation ?? id, { prompt: name, percent: shadow.percent });
    return isDrawn ? shadow : null;
  }

  private requireCaughtUp(): void {
    if (this.reading.age() === Infinity)
      throw new RegistryStaleError(`prompt versions and pins are still being read${this.why}`);
  }

  private requireFresh(): void {
    const age = this.reading.age();
    const limit = this.config.REGISTRY_MAX_AGE_MS;
    if (age <= limit) return;
    throw new RegistryStaleError(
      `the pins were last reached ${Math.round(age)} ms ago, more than ${limit} ms${this.why}`,
    );
  }

  private notRead(kind: ArtefactKind, ref: ArtefactRef): never {
    const version = `${versionLabel(kind, ref)} (${ref.hash.slice(0, 12)})`;
    const now = performance.now();
    if (this.reading.missing.wasNeverPublished(version, { now, reachedEndAt: now - this.reading.age() })) {
      throw new UnknownVersionError(version);
    }
    throw new RegistryStaleError(`${version} was not read yet`);
  }

  private get why(): string {
    return this.reading.problem ? `: ${this.reading.problem}` : '';
  }
}
