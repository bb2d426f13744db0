import { type PromptPublishedV1, TOPICS } from '@gauntlet/contracts';
import type { LogReaderFactory } from '@gauntlet/messaging';
import { REGISTRY_TOPICS, type RegistryEvent, RegistryProjection, type RegistryTopic } from '@gauntlet/registry';
import { endsWithin } from '@gauntlet/timing';
import { RegistryUnreachableError } from './kafka.errors';

/** What the registry's topics say, kept up to date while their reader is open. */
export class RegistryState {
  readonly projection = new RegistryProjection();
  private readonly versions = new Map<string, PromptPublishedV1>();

  /** Usable versions with their content, in the order in which they were published. */
  get published(): readonly PromptPublishedV1[] {
    return [...this.versions.values()];
  }

  /** Takes one event in. @throws RefusedVersionError for a version that can't be used. */
  apply(event: RegistryEvent, offset: string): void {
    this.projection.apply(event, offset);
    if (event.topic === TOPICS.published && !this.versions.has(event.id)) this.versions.set(event.id, event);
  }
}

/**
 * Reads the registry's topics to their end and goes on following.
 * @throws RegistryUnreachableError when their end was not reached within `limitMs`.
 */
export async function readRegistry(logs: LogReaderFactory, limitMs: number): Promise<RegistryState> {
  const state = new RegistryState();
  const reader = logs.read<RegistryTopic>({
    topics: REGISTRY_TOPICS,
    onEvent: (event, offset) => state.apply(event as RegistryEvent, offset),
  });
  if (!(await endsWithin(limitMs, reader.caughtUp))) throw new RegistryUnreachableError(limitMs);
  return state;
}
