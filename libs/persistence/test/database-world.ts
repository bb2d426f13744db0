import type { Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import type { PersistenceOptions } from '../src/data-source';
import { Database, PersistenceModule } from '../src/index';

/** The schema of a service, and what a spec needs of that service. */
export interface DatabaseWorldOptions extends PersistenceOptions {
  readonly providers?: Provider[];
}

/** A real PostgreSQL with the schema of one service, migrated and connected, for a spec. */
export class DatabaseWorld {
  private constructor(
    private readonly home: ReturnType<typeof temporaryDirectory>,
    readonly server: EmbeddedPostgresServer,
    readonly module: TestingModule,
  ) {}

  static async start({ providers = [], ...persistence }: DatabaseWorldOptions): Promise<DatabaseWorld> {
    const home = temporaryDirectory();
    const server = await startPostgres(home.path);
    process.env.DATABASE_URL = server.url;
    const imports = [PersistenceModule.forService(persistence)];
    const module = await Test.createTestingModule({ imports, providers }).compile();
    await module.init();
    const world = new DatabaseWorld(home, server, module);
    await world.connected();
    return world;
  }

  get database(): Database {
    return this.module.get(Database);
  }

  /** Resolves once the service reaches its database, at the start or after an outage. */
  async connected(): Promise<void> {
    await waitFor(() => this.database.isUp(), { deadlineMs: 20_000, description: 'the database to be up' });
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.server.stop();
    delete process.env.DATABASE_URL;
    this.home.remove();
  }
}
