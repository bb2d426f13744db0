import { Module, type DynamicModule } from '@nestjs/common';
import { provideConfig } from '@gauntlet/runtime';
import { DataSource } from 'typeorm';
import { createDataSource, type PersistenceOptions } from './data-source';
import { Database } from './database';
import { PersistenceConfig } from './persistence.config';

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
      ],
      exports: [Database, DataSource],
    };
  }
}
