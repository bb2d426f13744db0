import { randomUUID } from 'node:crypto';
import { type Admin, ConfigResourceTypes, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { ApacheKafka, temporaryDirectory, waitFor } from '@gauntlet/testing';
import { createTopics } from '../src/operate/create-topics';
import { LocalBroker } from './local-broker';

/** A topic that is being listened to. */
export interface Followed {
  readonly messages: KafkaMessage[];
  stop(): Promise<void>;
}

/** A broker that belongs to one spec. */
interface OwnBroker {
  readonly address: string;
  remove(): Promise<void>;
}

/** Whether specs run against Apache Kafka. */
export const IS_APACHE_KAFKA = process.env.E2E_BROKER === 'kafka' || process.env.KAFKA_BROKERS !== undefined;

/** The cluster that a spec runs against: that of KAFKA_BROKERS, else one of its own, of the make that E2E_BROKER says. */
export class TestCluster {
  private constructor(
    readonly brokers: string[],
    private readonly admin: Admin,
    private readonly kafka: Kafka,
    private readonly own: OwnBroker | null,
  ) {}

  static async start(): Promise<TestCluster> {
    const external = process.env.KAFKA_BROKERS?.split(',');
    const own = external ? null : await (IS_APACHE_KAFKA ? startApacheKafka() : LocalBroker.start({ partitions: 4 }));
    const brokers = external ?? [own?.address ?? ''];
    if (IS_APACHE_KAFKA) await createTopics({ brokers, partitions: 4 });
    const kafka = new Kafka({ clientId: 'spec', brokers, logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    return new TestCluster(brokers, admin, kafka, own);
  }

  async stop(): Promise<void> {
    await this.admin.disconnect();
    await this.own?.remove();
  }

  /** Has the broker pack all that comes to a topic from now on; only Apache Kafka does. */
  async pack(topic: string, codec: string): Promise<void> {
    const configEntries = [{ name: 'compression.type', value: codec }];
    const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }];
    await this.admin.alterConfigs({ validateOnly: false, resources });
  }

  /** A group of a name that nobody used, which starts at the end of these topics. */
  async newGroup(topics: readonly string[], prefix = 'spec'): Promise<string> {
    const groupId = `${prefix}-${randomUUID()}`;
    const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
    const joined = new Promise<unknown>((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics] });
    await consumer.run({ autoCommit: false, eachMessage: async () => undefined });
    await joined;
    await consumer.commitOffsets(await this.endsOf(topics));
    await consumer.disconnect();
    return groupId;
  }

  async endsOf(topics: readonly string[]): Promise<{ topic: string; partition: number; offset: string }[]> {
    const ends = await Promise.all(topics.map((topic) => this.admin.fetchTopicOffsets(topic)));
    return topics.flatMap((topic, index) =>
      (ends[index] ?? []).map(({ partition, high }) => ({ topic, partition, offset: high })),
    );
  }

  /** Records that the group has not committed yet. */
  async lagOf(groupId: string, topic: string): Promise<number> {
    const [committed] = await this.admin.fetchOffsets({ groupId, topics: [topic] });
    const ends = await this.admin.fetchTopicOffsets(topic);
    return ends.reduce((lag, { partition, high }) => {
      const offset = committed?.partitions.find((one) => one.partition === partition)?.offset ?? '0';
      return lag + Number(high) - Math.max(0, Number(offset));
    }, 0);
  }

  /** Waits until the group has committed everything. */
  async caughtUp(groupId: string, topic: string): Promise<void> {
    await waitFor(async () => (await this.lagOf(groupId, topic)) === 0, {
      deadlineMs: 20_000,
      description: `group ${groupId} to commit the end of ${topic}`,
    });
  }

  async sendRaw(
    topic: string,
    message: { key: string | null; value: Buffer | null; headers?: Record<string, string> },
  ) {
    const producer = this.kafka.producer();
    await producer.connect();
    const [metadata] = await producer.send({ topic, messages: [message] });
    await producer.disconnect();
    return { partition: metadata?.partition ?? -1, offset: metadata?.baseOffset ?? '' };
  }

  /** Collects what arrives on a topic from now on. */
  async follow(topic: string): Promise<Followed> {
    const messages: KafkaMessage[] = [];
    const consumer = this.kafka.consumer({ groupId: await this.newGroup([topic], 'follow'), maxWaitTimeInMs: 200 });
    await consumer.connect();
    await consumer.subscribe({ topic });
    await consumer.run({
      eachMessage: async ({ message }) => {
        messages.push(message);
      },
    });
    return { messages, stop: () => consumer.disconnect() };
  }
}

async function startApacheKafka(): Promise<OwnBroker> {
  const directory = temporaryDirectory();
  const kafka = await ApacheKafka.start({ dataDir: directory.path });
  const remove = async () => {
    await kafka.stop();
    directory.remove();
  };
  return { address: kafka.brokers, remove };
}
