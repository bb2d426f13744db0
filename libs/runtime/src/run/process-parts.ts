import type { OnApplicationShutdown } from '@nestjs/common';
import type { ServiceName } from '@gauntlet/contracts';
import { RuntimeConfig } from '../config/runtime.config';
import { HealthRegistry } from '../health/health-registry';

/** How a part is made for the first service that shares it, and closed after the last has released it. */
export interface PartMaker<Part> {
  readonly open: () => Part;
  /** Default: there is nothing to close. */
  readonly close?: (part: Part) => Promise<void>;
}

/** A part as one of its services has it. As a provider of the service's module it is released when the service has stopped. */
export class SharedPart<Part> implements OnApplicationShutdown {
  constructor(
    readonly part: Part,
    private readonly release: () => Promise<void>,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.release();
  }
}

/** What the services of one process have in common; `runServices` gives it to the module of each of them. */
export class ProcessParts {
  /** Of the whole process. */
  readonly health = new HealthRegistry();
  private readonly stopMs: number;
  private readonly parts = new Map<string, { readonly part: unknown; sharers: number }>();

  /** Without services it is that of a process which `runServices` did not start, such as a command. */
  constructor(
    private readonly services: readonly ServiceName[] = [],
    { SHUTDOWN_TIMEOUT_MS: stopMs } = new RuntimeConfig(),
  ) {
    this.stopMs = stopMs;
  }

  /** The services of this process, joined with `+`. */
  get name(): string {
    return this.services.join('+');
  }

  /** How long the consumers of a service may drain at a stop: three quarters of it, half where the first has a head start. */
  get drainMs(): number {
    return this.stopMs * (this.services.length > 1 ? 0.5 : 0.75);
  }

  /** The same health, in which the checks of a service among several are called `<service>.<check>`. */
  healthOf(service: ServiceName): HealthRegistry {
    return this.services.length > 1 ? this.health.of(service) : this.health;
  }

  /** The part of this name, which is made for the first who shares it. */
  share<Part>(name: string, { open, close }: PartMaker<Part>): SharedPart<Part> {
    const entry = this.parts.get(name) ?? { part: open(), sharers: 0 };
    this.parts.set(name, entry);
    entry.sharers += 1;
    return new SharedPart(entry.part as Part, async () => {
      entry.sharers -= 1;
      if (entry.sharers === 0) await close?.(entry.part as Part);
    });
  }
}
