import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Policy, PromptFile } from '@gauntlet/artefacts';
import type { ArtefactRef } from '@gauntlet/contracts';
import { type LogReader, LogReaderFactory } from '@gauntlet/messaging';
import { HealthRegistry } from '@gauntlet/runtime';
import { type ArtefactKind, versionLabel } from './artefact-store';
import { MissingVersions } from './missing-versions';
import { RegistryConfig } from './registry.config';
import { RegistryStaleError, UnknownVersionError } from './registry.errors';
import {
  type Asker,
  REGISTRY_TOPICS,
  type RegistryEvent,
  RegistryProjection,
  type RegistryTopic,
  type ResolvedPin,
} from './registry-projection';

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
  private readonly projection = new RegistryProjection();
  private readonly missing = new MissingVersions();
  private reader: LogReader<RegistryTopic> | undefined;

  constructor(
    private readonly logs: LogReaderFactory,
    private readonly health: HealthRegistry,
    private readonly config: RegistryConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.health.register('registry', () => this.requireCaughtUp());
    this.reader = this.logs.read<RegistryTopic>({
      topics: REGISTRY_TOPICS,
      // The reader's type doesn't tie a topic to its own data; the decoder that it uses does. One bad version must not keep
      // an instance from reading on: the reader says so and passes over it, and pins that name it are not served.
      onEvent: (event, offset) => this.projection.apply(event as RegistryEvent, offset),
    });
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
    return this.projection.resolve(promptName, asker);
  }

  /**
   * A prompt version by reference, as exact as its hash; age doesn't matter, for a version never changes.
   * @throws RegistryStaleError when it was not read yet; a retry helps.
   * @throws UnknownVersionError, RefusedVersionError when there is no usable one; a retry doesn't help.
   */
  prompt(ref: ArtefactRef): PromptFile {
    return this.projection.artefacts.prompt(ref) ?? this.notRead('prompt', ref);
  }

  /**
   * A policy version by reference; throws as {@link prompt} does.
   */
  policy(ref: ArtefactRef): Policy {
    return this.projection.artefacts.policy(ref) ?? this.notRead('policy', ref);
  }

  /** Names of all prompts that have a pin, sorted. */
  prompts(): readonly string[] {
    return this.projection.pins.prompts();
  }

  /** The prompts that a tenant can ask for, sorted by name, each with its version in force and since when that is so. */
  pinned(tenant: string): readonly PinnedPrompt[] {
    return this.projection.promptsFor(tenant).flatMap((name) => {
      const pin = this.projection.inForce(name);
      return pin ? [{ name, version: pin.facts.prompt.version, since: pin.facts.at }] : [];
    });
  }

  private requireCaughtUp(): void {
    if (this.age() === Infinity)
      throw new RegistryStaleError(`prompt versions and pins are still being read${this.why}`);
  }

  private requireFresh(): void {
    const age = this.age();
    const limit = this.config.REGISTRY_MAX_AGE_MS;
    if (age <= limit) return;
    throw new RegistryStaleError(
      `the pins were last reached ${Math.round(age)} ms ago, more than ${limit} ms${this.why}`,
    );
  }

  private notRead(kind: ArtefactKind, ref: ArtefactRef): never {
    const version = `${versionLabel(kind, ref)} (${ref.hash.slice(0, 12)})`;
    const now = performance.now();
    if (this.missing.wasNeverPublished(version, { now, reachedEndAt: now - this.age() })) {
      throw new UnknownVersionError(version);
    }
    throw new RegistryStaleError(`${version} was not read yet`);
  }

  private get why(): string {
    return this.reader?.problem ? `: ${this.reader.problem}` : '';
  }

  /** Milliseconds since the end of the topics was last seen; infinite before it first was. */
  private age(): number {
    return this.reader?.staleForMs() ?? Infinity;
  }
}
