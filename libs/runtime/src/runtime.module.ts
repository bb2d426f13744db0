import { hostname } from 'node:os';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { ServiceName } from '@gauntlet/contracts';
import { provideConfig } from './config/load-config';
import { RuntimeConfig } from './config/runtime.config';
import { HealthController } from './health/health.controller';
import { HealthRegistry } from './health/health-registry';
import { ClosingConnections } from './run/closing-connections';
import { ProcessParts } from './run/process-parts';
import { INSTANCE_ID } from './tokens';

interface RuntimeOptions {
  readonly service: ServiceName;
  /** What the service itself reads from the environment; default: nothing. */
  readonly configs?: readonly Type<object>[];
}

/** What every service has: its configs, health, metrics and instance id. Global; imported once, by the service's module. */
@Module({})
export class RuntimeModule {
  static forService({ service, configs = [] }: RuntimeOptions): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      controllers: [HealthController],
      providers: [
        {
          provide: HealthRegistry,
          inject: [{ token: ProcessParts, optional: true }],
          useFactory: (parts = new ProcessParts()) => parts.healthOf(service),
        },
        ClosingConnections,
        provideConfig(RuntimeConfig),
        ...configs.map((Config) => provideConfig(Config)),
        {
          provide: INSTANCE_ID,
          inject: [RuntimeConfig],
          useFactory: (config: RuntimeConfig) => config.INSTANCE_ID ?? `${service}-${hostname()}-${process.pid}`,
        },
      ],
      exports: [HealthRegistry, RuntimeConfig, INSTANCE_ID, ...configs],
    };
  }
}
