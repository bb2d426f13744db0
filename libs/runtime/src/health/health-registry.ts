import { Injectable } from '@nestjs/common';
import type { ServiceName } from '@gauntlet/contracts';
import { withLimit } from '@gauntlet/timing';

/** Throws, or rejects, while something is unhealthy; the message says what. Kept fast: it runs on every probe. */
export type HealthCheck = () => void | Promise<void>;

/** What a probe gets: `ok`, or per failing check its message. */
export interface HealthReport {
  readonly healthy: boolean;
  /** Checks that fail without a traffic director having to act; absent when there are none. */
  readonly degraded?: readonly string[];
  readonly checks: Readonly<Record<string, string>>;
}

/** What a failing check means; by default that the process is alive but not ready. */
export interface HealthCheckOptions {
  /** A restart would cure it. */
  readonly liveness?: boolean;
  /** The process still serves, less well: the report shows it and stays healthy. */
  readonly degrades?: boolean;
}

interface Registered extends HealthCheckOptions {
  readonly check: HealthCheck;
}

const CHECK_LIMIT_MS = 2_000;

/**
 * Where every part of a process says whether it is well. Ready: all checks pass but those that only degrade, and no shutdown
 * has begun. Live: the checks marked `liveness` pass, which are only those that a restart would cure.
 */
@Injectable()
export class HealthRegistry {
  private process = { registered: new Map<string, Registered>(), draining: false };
  private prefix = '';

  /** This registry for one of several services: it reports on all of them, and calls what that one registers `<service>.<name>`. */
  of(service: ServiceName): HealthRegistry {
    const part = new HealthRegistry();
    part.process = this.process;
    part.prefix = `${service}.`;
    return part;
  }

  /** Adds a check; a second one of the same name replaces the first. */
  register(name: string, check: HealthCheck, options?: HealthCheckOptions): void {
    this.process.registered.set(this.prefix + name, { check, ...options });
  }

  /** From now on the process is not ready, whatever its checks say: it is shutting down. */
  startDraining(): void {
    this.process.draining = true;
  }

  /** Runs all checks, each for at most 2 s; never throws. */
  async readiness(): Promise<HealthReport> {
    const report = await run([...this.process.registered]);
    if (!this.process.draining) return report;
    return { ...report, healthy: false, checks: { ...report.checks, shutdown: 'this process is shutting down' } };
  }

  /** Runs the liveness checks, each for at most 2 s; never throws. */
  async liveness(): Promise<HealthReport> {
    return run([...this.process.registered].filter(([, { liveness }]) => liveness));
  }
}

async function run(registered: readonly [string, Registered][]): Promise<HealthReport> {
  const results = await Promise.all(registered.map(async ([name, { check }]) => [name, await outcome(check)] as const));
  const failing = registered.filter((_, index) => results[index]?.[1] !== 'ok');
  const degraded = failing.filter(([, { degrades }]) => degrades).map(([name]) => name);
  const report = { healthy: failing.length === degraded.length, checks: Object.fromEntries(results) };
  return degraded.length === 0 ? report : { ...report, degraded };
}

async function outcome(check: HealthCheck): Promise<string> {
  const result = Promise.resolve()
    .then(check)
    .then(() => 'ok')
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  return withLimit(result, CHECK_LIMIT_MS, () => `no answer within ${CHECK_LIMIT_MS} ms`);
}
