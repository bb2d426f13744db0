import { contentHash } from '@gauntlet/artefacts';
import { TOPICS, type ArtefactRef, type GauntletEvent } from '@gauntlet/contracts';
import type { LogReaderFactory } from '@gauntlet/messaging';
import { Registry, RegistryConfig, type RegistryEvent } from '@gauntlet/registry';
import { HealthRegistry } from '@gauntlet/runtime';

export const AT = '2026-01-01T00:00:00.000Z';

export const POLICY = `
name: default
version: v1
description: for specs
refusalAnswer: I can't help with that.
input:
  checks:
    - { check: input-length, action: block, options: { maxCharacters: 500 } }
    - { check: pii, action: redact }
    - { check: prompt-injection, action: block }
output:
  checks:
    - { check: canary-leak, action: block }
    - { check: json-schema, action: repair }
    - { check: pii, action: redact }
    - { check: refusal, action: flag }
`;

/** The event that publishes a policy, and the reference that a pin has to it. */
export function publishedPolicy(source: string): { event: GauntletEvent<typeof TOPICS.published>; ref: ArtefactRef } {
  const ref = { name: 'default', version: 'v1', hash: contentHash(source) };
  const facts = { kind: 'policy' as const, ...ref, at: AT, by: 'spec' };
  const key = 'policy/default@v1';
  return {
    ref,
    event: { topic: TOPICS.published, id: 'p', key, source: '/spec', time: AT, facts, content: { source } },
  };
}

/** The real registry, fed with events instead of a topic. */
export function registryWith(...events: RegistryEvent[]): Registry {
  const read = ({ onEvent }: { onEvent: (event: RegistryEvent, offset: string) => void }) => {
    events.forEach((event, offset) => onEvent(event, String(offset)));
    return { caughtUp: Promise.resolve(), staleForMs: () => 0, close: () => Promise.resolve() };
  };
  const registry = new Registry({ read } as unknown as LogReaderFactory, new HealthRegistry(), new RegistryConfig());
  registry.onApplicationBootstrap();
  return registry;
}
