import { ConsumingApp, type ConsumingAppOptions } from './consuming-app';

/** The applications of one test, so that they can all be stopped after it. */
export class RunningApps {
  private readonly apps = new Set<ConsumingApp>();

  constructor(private readonly brokers: () => readonly string[]) {}

  async start(options: Omit<ConsumingAppOptions, 'brokers'>): Promise<ConsumingApp> {
    const app = await ConsumingApp.start({ ...options, brokers: this.brokers() });
    this.apps.add(app);
    return app;
  }

  async stop(app: ConsumingApp): Promise<void> {
    this.apps.delete(app);
    await app.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.apps].map((app) => this.stop(app)));
  }
}
