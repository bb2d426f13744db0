import { afterAll, afterEach, beforeAll } from 'vitest';
import { TestCluster } from './cluster';
import { RunningApps } from './running-apps';

/** What the specs of one file run against. */
export interface SpecWorld {
  /** There from the file's own `beforeAll` on. */
  readonly cluster: TestCluster;
  /** Each is stopped after the spec that started it. */
  readonly apps: RunningApps;
}

/** Starts a cluster before the specs of a file and stops it after them; called once, above the file's own hooks. */
export function specWorld(): SpecWorld {
  let cluster: TestCluster;
  const apps = new RunningApps(() => cluster.brokers);
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterEach(() => apps.stopAll());
  afterAll(() => cluster.stop());
  return {
    apps,
    get cluster() {
      return cluster;
    },
  };
}
