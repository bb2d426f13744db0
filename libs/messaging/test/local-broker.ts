import { DevBroker } from '@gauntlet/dev-broker';
import { temporaryDirectory } from '@gauntlet/testing';
import { createTopics } from '../src/operate/create-topics';

/** A dev-broker that has all topics and belongs to one spec, which may stop it. */
export class LocalBroker {
  private constructor(
    private broker: DevBroker,
    private readonly directory: ReturnType<typeof temporaryDirectory>,
  ) {}

  static async start({ partitions }: { partitions: number }): Promise<LocalBroker> {
    const directory = temporaryDirectory();
    const broker = await DevBroker.start({ port: 0, dataDir: directory.path });
    await createTopics({ brokers: [broker.address], partitions });
    return new LocalBroker(broker, directory);
  }

  get address(): string {
    return this.broker.address;
  }

  /** What it holds stays, for {@link startAgain}. */
  async stop(): Promise<void> {
    await this.broker.close();
  }

  /** On the same port, with what it held. */
  async startAgain(): Promise<void> {
    this.broker = await DevBroker.start({ port: this.broker.port, dataDir: this.directory.path });
  }

  async remove(): Promise<void> {
    await this.stop();
    this.directory.remove();
  }
}
