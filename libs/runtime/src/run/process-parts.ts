import type { OnApplicationShutdown } from '@nestjs/common';
import type { ServiceName } from '@gauntlet/contracts';
import { RuntimeConfig } from '../config/runtime.config';
import { HealthRegistry } from '../health/health-registry';

/** How a part is made for the first service that holds it, and closed after the last has let go of it. */
export interface PartMaker<Part> {
  readonly open: () => Part;
  /** Default: there is nothing to close. */
  readonly close?: (part: Part) => Promise<void>;
}

/** One service's hold on a part. As a provider of the service's module it is let go of when the service has stopped. */
export class Held<Part> implements OnApplicationShutdown {
  constructor(
    readonly part: Part,
    private readonly letGo: () => Promise<void>,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.letGo();
  }
}

/** What the services of one process have in common; `runServices` gives it to the module of each of them. */
export class ProcessParts {
  /** Of the whole process. */
  readonly health = new HealthRegistry();
  private readonly stopMs: number;
  private readonly parts = new Map<string, { readonly part: unknown; holders: number }>();

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

  /** The part of this name, which the first holder makes. */
  hold<Part>(name: string, { open, close }: PartMaker<Part>): Held<Part> {
    const entry = this.parts.get(name) ?? { part: open(), holders: 0 };
    this.parts.set(name, entry);
    entry.holders += 1;
    return new Held(entry.part as Part, async () => {
      entry.holders -= 1;
      if (entry.holders === 0) await close?.(entry.part as Part);
    });
  }
}
