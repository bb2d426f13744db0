import type { Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { Database, PersistenceModule } from '@gauntlet/persistence';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { MIGRATIONS } from '../src/migrations/all-migrations';

/** The scored-output store in a real PostgreSQL, with what a spec needs of the service. */
export class StoreWorld {
  private constructor(
    private readonly home: ReturnType<typeof temporaryDirectory>,
    readonly server: EmbeddedPostgresServer,
    readonly module: TestingModule,
  ) {}

  static async start(providers: Provider[] = []): Promise<StoreWorld> {
    const home = temporaryDirectory();
    const server = await startPostgres(home.path);
    process.env.DATABASE_URL = server.url;
    const imports = [PersistenceModule.forService({ schema: 'eval_scorer', migrations: MIGRATIONS })];
    const module = await Test.createTestingModule({ imports, providers }).compile();
    await module.init();
    const world = new StoreWorld(home, server, module);
    const description = 'the database to be up';
    await waitFor(() => world.database.isUp(), { deadlineMs: 20_000, description });
    return world;
  }

  get database(): Database {
    return this.module.get(Database);
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.server.stop();
    this.home.remove();
  }
}
