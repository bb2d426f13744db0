import type { LogReaderFactory } from '@gauntlet/messaging';
import { HealthRegistry } from '@gauntlet/runtime';
import { Registry } from '../src/registry';
import { RegistryConfig } from '../src/registry.config';
import type { RegistryEvent } from '../src/registry-projection';

/** The real registry, fed with events instead of its topics, whose end was seen just now. */
export function registryWith(...events: RegistryEvent[]): Registry {
  const read = ({ onEvent }: { onEvent: (event: RegistryEvent, offset: string) => void }) => {
    events.forEach((event, offset) => onEvent(event, String(offset)));
    return { caughtUp: Promise.resolve(), staleForMs: () => 0, close: () => Promise.resolve() };
  };
  const registry = new Registry({ read } as unknown as LogReaderFactory, new HealthRegistry(), new RegistryConfig());
  registry.onApplicationBootstrap();
  return registry;
}
