import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HealthRegistry, provideConfig } from '@gauntlet/runtime';
import { createDataSource, type PersistenceOptions } from './data-source';
import { Database } from './database';
import { PersistenceConfig } from './persistence.config';

// Shown and not acted on: answers go on without Postgres. A tool has no health to show it in.
const roomHealth: Provider = {
  provide: 'DATABASE_ROOM_HEALTH',
  inject: [Database, { token: HealthRegistry, optional: true }],
  useFactory: (database: Database, health?: HealthRegistry) => {
    health?.register('database.room', () => database.assertRoom(), { degrades: true });
    // Not the database: Nest would start and stop it once for each provider that it is.
    return 'database.room';
  },
};

/** Gives a service its {@link Database} and TypeORM's `DataSource`. Global; never makes the start wait for Postgres. */
@Module({})
export class PersistenceModule {
  static forService(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [
        provideConfig(PersistenceConfig),
        {
          provide: DataSource,
          inject: [PersistenceConfig],
          useFactory: (config: PersistenceConfig) => createDataSource(config, options),
        },
        Database,
        roomHealth,
      ],
      exports: [Database, DataSource],
    };
  }
}
