import { contentHash } from '@gauntlet/artefacts';
import { TOPICS, type ArtefactRef, type GauntletEvent } from '@gauntlet/contracts';
import type { LogReaderFactory } from '@gauntlet/messaging';
import { Registry, RegistryConfig, type RegistryEvent } from '@gauntlet/registry';
import { HealthRegistry } from '@gauntlet/runtime';

const AT = '2026-01-01T00:00:00.000Z';

/** The event that publishes a prompt, and the reference that a pin has to it. */
export function publishedPrompt(source: string): { event: GauntletEvent<typeof TOPICS.published>; ref: ArtefactRef } {
  const ref = { name: 'agent', version: 'v1', hash: contentHash(source) };
  const facts = { kind: 'prompt' as const, ...ref, at: AT, by: 'spec' };
  const key = 'prompt/agent@v1';
  return {
    ref,
    event: { topic: TOPICS.published, id: 'p', key, source: '/spec', time: AT, facts, content: { source } },
  };
}

/** The real registry, fed with events instead of a topic, whose end was seen `staleForMs` ago. */
export function registryWith(events: RegistryEvent[], staleForMs = () => 0): Registry {
  const read = ({ onEvent }: { onEvent: (event: RegistryEvent, offset: string) => void }) => {
    events.forEach((event, offset) => onEvent(event, String(offset)));
    return { caughtUp: Promise.resolve(), staleForMs, close: () => Promise.resolve() };
  };
  const registry = new Registry({ read } as unknown as LogReaderFactory, new HealthRegistry(), new RegistryConfig());
  registry.onApplicationBootstrap();
  return registry;
}
