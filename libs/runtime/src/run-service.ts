import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import type { ServiceName } from '@gauntlet/contracts';
import { sleep } from '@gauntlet/timing';
import { ConfigError } from './config.error';
import { HealthRegistry } from './health-registry';
import { JsonLogger } from './json-logger';
import { loadConfig } from './load-config';
import { outliveLostOutput } from './log-destination';
import { type PortVariable, portVariable, RuntimeConfig } from './runtime.config';
import { requireOwnSecrets } from './secret';
import { Shutdown } from './shutdown';
import { MICROSERVICE_STRATEGIES } from './tokens';

/** What a service's `main.ts` says about itself. */
export interface ServiceOptions {
  readonly service: ServiceName;
  /** The whole wiring; imports `RuntimeModule.forService`. */
  readonly module: Type;
  /** Called once with the application, before it starts anything. */
  readonly onCreated?: (app: NestFastifyApplication) => void;
  /** How Fastify reads requests. Most services serve probes only: without it a body has 64 KiB at most. */
  readonly http?: Pick<FastifyHttpOptions<Server>, 'bodyLimit' | 'frameworkErrors' | 'routerOptions' | 'http'>;
}

const READY_POLL_MS = 50;
const SLOW_REQUESTS_CHECK_MS = 500;
const PROBES_ONLY_BYTES = 65_536;

/**
 * Runs a service until SIGTERM, SIGINT or the end of its parent: starts its consumers, serves HTTP, says `ready` (to the
 * log, and to a parent over IPC as `{ type: 'ready', port }`) once all health checks pass. Exit code 0 after a clean
 * stop, 1 after a wrong configuration (one line, no stack), a failed start, an unhandled rejection or a stop that took
 * longer than `SHUTDOWN_TIMEOUT_MS`.
 */
export function runService(options: ServiceOptions): void {
  outliveLostOutput();
  const shutdown = new Shutdown(new JsonLogger({ service: options.service, level: 'info' }));
  start(options, shutdown).catch((error: unknown) => shutdown.fail(error));
}

async function start({ service, module, onCreated, http }: ServiceOptions, shutdown: Shutdown): Promise<void> {
  const config = loadConfig(RuntimeConfig);
  const logger = new JsonLogger({ service, level: config.LOG_LEVEL });
  shutdown.listen({ logger, limitMs: config.SHUTDOWN_TIMEOUT_MS });
  requireOwnSecrets(config.HOST);
  const adapter = adapterFor(http, config);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger, abortOnError: false });
  shutdown.closes(app);
  onCreated?.(app);
  await startConsumers(app);
  const port = await listen(app, config, portVariable(service));
  await untilReady(app.get(HealthRegistry));
  logger.log({ msg: 'ready', port }, 'Service');
  process.send?.({ type: 'ready', port });
}

function adapterFor(options: ServiceOptions['http'], { HTTP_REQUEST_TIMEOUT_MS }: RuntimeConfig): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: PROBES_ONLY_BYTES,
    ...options,
    requestTimeout: HTTP_REQUEST_TIMEOUT_MS,
    http: {
      ...options?.http,
      connectionsCheckingInterval: SLOW_REQUESTS_CHECK_MS,
      // Node takes the longer of the two for the body, whichever name it has.
      headersTimeout: HTTP_REQUEST_TIMEOUT_MS,
    },
  });
}

async function startConsumers(app: NestFastifyApplication): Promise<void> {
  const strategies = app.get<CustomTransportStrategy[]>(MICROSERVICE_STRATEGIES, { strict: false });
  for (const strategy of strategies) app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
}

// Fastify's own listen: Nest's would log a busy port a second time, with a less useful line.
async function listen(app: NestFastifyApplication, config: RuntimeConfig, variable: PortVariable): Promise<number> {
  const fastify = app.getHttpAdapter().getInstance();
  try {
    await fastify.listen({ host: config.HOST, port: config[variable] });
  } catch (error) {
    throw portProblem(error, { variable, address: `${config.HOST}:${config[variable]}` });
  }
  return (fastify.server.address() as AddressInfo).port;
}

function portProblem(error: unknown, { variable, address }: { variable: PortVariable; address: string }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new ConfigError([
      { variable, problem: `asks for ${address}, which is in use; stop that process or set another port` },
    ]);
  }
  if (code === 'EACCES') {
    return new ConfigError([
      { variable, problem: `asks for ${address}, which this user may not open; set a port above 1023` },
    ]);
  }
  return error;
}

async function untilReady(health: HealthRegistry): Promise<void> {
  while (!(await health.readiness()).healthy) await sleep(READY_POLL_MS);
}
