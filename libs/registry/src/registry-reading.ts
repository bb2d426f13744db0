import type { LogReader, LogReaderFactory } from '@gauntlet/messaging';
import { MissingVersions } from './missing-versions';
import { REGISTRY_TOPICS, type RegistryEvent, RegistryProjection, type RegistryTopic } from './registry-projection';

/** What a process has read of the registry's topics. */
export class RegistryReading {
  readonly projection = new RegistryProjection();
  readonly missing = new MissingVersions();
  private reader: LogReader<RegistryTopic> | undefined;

  /** Reads from now on; does nothing when it does already. */
  start(logs: LogReaderFactory): void {
    this.reader ??= logs.read<RegistryTopic>({
      topics: REGISTRY_TOPICS,
      // The reader's type doesn't tie a topic to its own data; the decoder that it uses does. One bad version must not keep
      // an instance from reading on: the reader says so and passes over it, and pins that name it are not served.
      onEvent: (event, offset) => this.projection.apply(event as RegistryEvent, offset),
    });
  }

  /** Milliseconds since the end of the topics was last seen; infinite before it first was. */
  age(): number {
    return this.reader?.staleForMs() ?? Infinity;
  }

  /** Why it can't read at the moment; null while it can. */
  get problem(): string | null {
    return this.reader?.problem ?? null;
  }
}
