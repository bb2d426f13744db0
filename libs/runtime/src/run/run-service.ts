import 'reflect-metadata';
import type { LoggerService } from '@nestjs/common';
import { sleep } from '@gauntlet/timing';
import { loadConfig } from '../config/load-config';
import { RuntimeConfig } from '../config/runtime.config';
import { publicSecrets, requireOwnSecrets } from '../config/secret';
import type { HealthRegistry } from '../health/health-registry';
import { JsonLogger } from '../log/json-logger';
import { outliveLostOutput } from '../log/log-destination';
import { asService } from '../log/service-context';
import { ProcessParts } from './process-parts';
import { RunningService, type ServiceOptions, type ServiceProcess } from './running-service';
import { Shutdown } from './shutdown';

/** Gives the services that a process runs, at least one; what it throws fails the start. */
export type LoadServices = () => Promise<readonly ServiceOptions[]>;

const READY_POLL_MS = 50;

/**
 * Runs a service until SIGTERM, SIGINT or the end of its parent: starts its consumers, serves HTTP, says `ready` (to the
 * log, and to a parent over IPC as `{ type: 'ready', port }`) once all health checks pass. Exit code 0 after a clean
 * stop, 1 after a wrong configuration (one line, no stack), a failed start, an unhandled rejection or a stop that took
 * longer than `SHUTDOWN_TIMEOUT_MS`.
 */
export function runService(options: ServiceOptions): void {
  asService(options.service, () => runServices(() => Promise.resolve([options])));
}

/**
 * Runs several services in one process, as {@link runService} runs one. The first listens on its port, with the probes and
 * metrics of all; `ready` is said once all are. At a stop the first begins, and the others answer its callers for up to a
 * quarter of `SHUTDOWN_TIMEOUT_MS`; then they drain beside each other.
 */
export function runServices(load: LoadServices): void {
  outliveLostOutput();
  const shutdown = new Shutdown(new JsonLogger({ service: 'gauntlet', level: 'info' }));
  // Before the services are loaded, which takes a second.
  shutdown.listen();
  start(load, shutdown).catch((error: unknown) => shutdown.fail(error));
}

async function start(load: LoadServices, shutdown: Shutdown): Promise<void> {
  const options = await load();
  const config = loadConfig(RuntimeConfig);
  const parts = new ProcessParts(
    options.map(({ service }) => service),
    config,
  );
  const logger = new JsonLogger({ service: parts.name, level: config.LOG_LEVEL });
  shutdown.configure({ logger, limitMs: config.SHUTDOWN_TIMEOUT_MS });
  requireOwnSecrets(config.HOST);
  warnOfPublicSecrets(logger);
  const services = await create(options, { config, logger, parts }, shutdown);
  if (shutdown.hasBegun) return;
  await Promise.all(services.map((service) => service.startConsumers()));
  const port = (await services[0]?.listen(config)) ?? 0;
  await untilReady(parts.health);
  logger.log({ msg: 'ready', port, pid: process.pid }, 'Service');
  process.send?.({ type: 'ready', port });
  for (const { service, onReady } of options) if (onReady) await asService(service, onReady);
}

function warnOfPublicSecrets(logger: LoggerService): void {
  const variables = publicSecrets();
  if (variables.length === 0) return;
  const way = 'set it to the value that the other instances have, or to a random text';
  logger.warn(`${variables.join(', ')}: the default is in use, which everybody knows; ${way}`, 'Service');
}

// One after the other: their order is that of a stop.
async function create(
  options: readonly ServiceOptions[],
  process: ServiceProcess,
  shutdown: Shutdown,
): Promise<RunningService[]> {
  const services: RunningService[] = [];
  for (const one of options) {
    const service = await RunningService.create(one, process);
    shutdown.closes(service);
    services.push(service);
  }
  return services;
}

async function untilReady(health: HealthRegistry): Promise<void> {
  while (!(await health.readiness()).healthy) await sleep(READY_POLL_MS);
}
