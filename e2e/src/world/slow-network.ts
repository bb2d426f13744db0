import { join } from 'node:path';
import { SlowLink } from '@gauntlet/testing';
import { ROOT } from './root';

const PRELOAD = join(ROOT, 'e2e/redirected-ports.cjs');
const FAR_MS = 100;

/** What can be far away. */
export type Store = 'broker' | 'postgres';

/** The way of the services to both stores, through proxies that can make either seem 200 ms a round trip away. */
export class SlowNetwork {
  private constructor(
    private readonly ports: Readonly<Record<Store, number>>,
    private readonly links: Readonly<Record<Store, SlowLink>>,
  ) {}

  /** Before stores that listen, or will listen, on these ports of 127.0.0.1; both are near at first. */
  static async before(ports: Readonly<Record<Store, number>>): Promise<SlowNetwork> {
    const link = (targetPort: number) => SlowLink.start({ targetPort, delayMs: 0 });
    return new SlowNetwork(ports, { broker: await link(ports.broker), postgres: await link(ports.postgres) });
  }

  /** The environment of a process that goes this way; whoever has another one reaches the stores directly. */
  env(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { ports, links } = this;
    return {
      ...given,
      E2E_REDIRECTED_PORTS: JSON.stringify({
        [ports.broker]: links.broker.port,
        [ports.postgres]: links.postgres.port,
      }),
      NODE_OPTIONS: `${given.NODE_OPTIONS ?? ''} --require "${PRELOAD}"`,
    };
  }

  /** Bytes that come from now on are late; null makes both near again. */
  makeFar(store: Store | null): void {
    for (const [name, link] of Object.entries(this.links)) link.delayMs = name === store ? FAR_MS : 0;
  }

  /** True while the services have connections to both stores this way. */
  isUsed(): boolean {
    return Object.values(this.links).every(({ connections }) => connections > 0);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.links).map((link) => link.close()));
  }
}
