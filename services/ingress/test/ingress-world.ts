import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevBroker } from '@gauntlet/dev-broker';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import { startPostgres } from '@gauntlet/dev-postgres/testing';
import { createTopics } from '@gauntlet/messaging';
import { Database } from '@gauntlet/persistence';
import { waitFor } from '@gauntlet/testing';
import { RunningIngress } from './running-ingress';
import { StubPipeline } from './stub-pipeline';

/** A broker, a PostgreSQL, one ingress, and a stub of everything behind it. */
export class IngressWorld {
  pipeline!: StubPipeline;
  ingress!: RunningIngress;

  private constructor(
    private readonly dataDir: string,
    readonly postgres: EmbeddedPostgresServer,
    public broker: DevBroker,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<IngressWorld> {
    const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-ingress-'));
    const [postgres, broker] = await Promise.all([
      startPostgres(join(dataDir, 'postgres')),
      DevBroker.start({ port: 0, dataDir: join(dataDir, 'broker') }),
    ]);
    const world = new IngressWorld(dataDir, postgres, broker);
    await createTopics({ brokers: [broker.address], partitions: 4 });
    world.pipeline = await StubPipeline.start(broker.address);
    await world.pipeline.deploy();
    world.ingress = await world.startIngress(env);
    return world;
  }

  /** An ingress that is ready and has its database; short limits, so that outages are over soon. */
  async startIngress(env: Readonly<Record<string, string>> = {}): Promise<RunningIngress> {
    const ingress = await RunningIngress.start({
      KAFKA_BROKERS: this.broker.address,
      DATABASE_URL: this.postgres.url,
      MESSAGING_PUBLISH_TIMEOUT_MS: '1500',
      INGRESS_RELEASE_GRACE_MS: '3000',
      ...env,
    });
    await ingress.ready();
    await waitFor(() => ingress.app.get(Database).isUp(), { deadlineMs: 20_000, description: 'the database' });
    return ingress;
  }

  /** Starts the closed broker again on its port and data. */
  async restartBroker(): Promise<void> {
    this.broker = await DevBroker.start({ port: this.broker.port, dataDir: join(this.dataDir, 'broker') });
  }

  async stop(): Promise<void> {
    await this.ingress.app.close();
    await this.pipeline.stop();
    await this.broker.close();
    await this.postgres.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
