import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DynamicModule, type LoggerService, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import type { ServiceName } from '@gauntlet/contracts';
import { ConfigError } from '../config/config.error';
import { type PortVariable, portVariable, type RuntimeConfig } from '../config/runtime.config';
import { HealthRegistry } from '../health/health-registry';
import { asService } from '../log/service-context';
import { MICROSERVICE_STRATEGIES } from '../tokens';
import { ProcessParts } from './process-parts';
import type { Stoppable } from './shutdown';

/** What a service says about itself. */
export interface ServiceOptions {
  readonly service: ServiceName;
  /** The whole wiring; imports `RuntimeModule.forService`. */
  readonly module: Type;
  /** Called once with the application, before it starts anything. */
  readonly onCreated?: (app: NestFastifyApplication) => void;
  /** Called once the process has said that it is ready, for work that none of its first requests should wait for; fails the start. */
  readonly onReady?: () => Promise<void>;
  /** How Fastify reads requests. Most services serve probes only: without it a body has 64 KiB at most. */
  readonly http?: Pick<
    FastifyHttpOptions<Server>,
    'bodyLimit' | 'frameworkErrors' | 'return503OnClosing' | 'routerOptions' | 'http'
  >;
}

/** What a service is given by its process. */
export interface ServiceProcess {
  readonly config: RuntimeConfig;
  readonly logger: LoggerService;
  readonly parts: ProcessParts;
}

const SLOW_REQUESTS_CHECK_MS = 500;
const PROBES_ONLY_BYTES = 65_536;

/** A service as a Nest application of its own; what it logs has its name. */
export class RunningService implements Stoppable {
  private constructor(
    private readonly service: ServiceName,
    private readonly app: NestFastifyApplication,
  ) {}

  /** Nothing of it runs yet. */
  static create(
    { service, module, onCreated, http }: ServiceOptions,
    process: ServiceProcess,
  ): Promise<RunningService> {
    return asService(service, async () => {
      const { config, logger, parts } = process;
      const options = { logger, abortOnError: false };
      const root = PartsModule.beside(module, parts);
      const app = await NestFactory.create<NestFastifyApplication>(root, adapterFor(http, config), options);
      onCreated?.(app);
      return new RunningService(service, app);
    });
  }

  startDraining(): void {
    this.app.get(HealthRegistry).startDraining();
  }

  startConsumers(): Promise<void> {
    return asService(this.service, async () => {
      const strategies = this.app.get<CustomTransportStrategy[]>(MICROSERVICE_STRATEGIES, { strict: false });
      for (const strategy of strategies) this.app.connectMicroservice({ strategy }, { inheritAppConfig: true });
      await this.app.init();
      await this.app.startAllMicroservices();
    });
  }

  /**
   * Serves HTTP and gives back the port.
   * @throws ConfigError for a port that can't be had.
   */
  listen({ HOST: host, ...ports }: RuntimeConfig): Promise<number> {
    const variable = portVariable(this.service);
    return asService(this.service, async () => {
      // Fastify's own listen: Nest's would log a busy port a second time, with a less useful line.
      const fastify = this.app.getHttpAdapter().getInstance();
      try {
        await fastify.listen({ host, port: ports[variable] });
      } catch (error) {
        throw portProblem(error, { variable, address: `${host}:${ports[variable]}` });
      }
      return (fastify.server.address() as AddressInfo).port;
    });
  }

  close(): Promise<void> {
    return asService(this.service, () => this.app.close());
  }
}

@Module({})
class PartsModule {
  /** A root module with the service's own and, global, what its process has in common. */
  static beside(module: Type, parts: ProcessParts): DynamicModule {
    const providers = [{ provide: ProcessParts, useValue: parts }];
    const shared = { module: PartsModule, global: true, providers, exports: [ProcessParts] };
    return { module: RootModule, imports: [shared, module] };
  }
}

@Module({})
class RootModule {}

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
