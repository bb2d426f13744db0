import { hostname } from 'node:os';
import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceName } from '@gauntlet/contracts';
import { ClosingConnections } from './closing-connections';
import { HealthController } from './health.controller';
import { HealthRegistry } from './health-registry';
import { provideConfig } from './load-config';
import { RuntimeConfig } from './runtime.config';
import { INSTANCE_ID } from './tokens';

/** What every service has: its config, health, metrics and instance id. Global; imported once, by the service's module. */
@Module({})
export class RuntimeModule {
  static forService({ service }: { service: ServiceName }): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      controllers: [HealthController],
      providers: [
        HealthRegistry,
        ClosingConnections,
        provideConfig(RuntimeConfig),
        {
          provide: INSTANCE_ID,
          inject: [RuntimeConfig],
          useFactory: (config: RuntimeConfig) => config.INSTANCE_ID ?? `${service}-${hostname()}-${process.pid}`,
        },
      ],
      exports: [HealthRegistry, RuntimeConfig, INSTANCE_ID],
    };
  }
}
