import { inject } from 'vitest';

/** Where the parts of a running world are reached; plain data, so that it can cross processes. */
export interface WorldAddress {
  readonly services: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly brokers: string;
  readonly upstreamUrl: string;
  readonly otlpUrl: string;
  readonly crashDir: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    world: WorldAddress;
    stopUrl: string;
  }
}

/** The world that all suites share which leave it as they found it. */
export function sharedWorld(): WorldAddress {
  return inject('world');
}

/** Stops the shared world, for suites that start one of their own and must not meet another on the same Kafka. */
export async function stopSharedWorld(): Promise<void> {
  const { status } = await fetch(inject('stopUrl'), { method: 'POST' });
  if (status !== 200) throw new Error(`the shared world did not stop: ${status}`);
}
