import { type Admin, type IHeaders, Kafka, logLevel, type Producer } from 'kafkajs';
import { DURABLE_STEPS, type ServiceName, TOPIC_SPECS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { Follower, type Message, type PartitionEnd } from './follower';

/** A stranger's view of the topics: raw bytes in, raw bytes out, nothing of messaging's own code in between. */
export class Topics {
  private readonly kafka: Kafka;
  private producer: Producer | null = null;
  private admin: Promise<Admin> | undefined;
  private follower: Promise<Follower> | null = null;
  private beginning = new Map<string, bigint>();

  /** A view that leaves out what lies in the topics already; for a Kafka that others have used before. */
  static async fromNowOn(brokers: string): Promise<Topics> {
    const topics = new Topics(brokers);
    for (const { name } of TOPIC_SPECS) {
      const ends = await topics.ends(name);
      for (const { partition, high } of ends) topics.beginning.set(`${name} ${partition}`, high);
    }
    return topics;
  }

  constructor(brokers: string) {
    this.kafka = new Kafka({ clientId: 'e2e', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  }

  /** Produces bytes as they are. */
  async produce(topic: string, ...messages: readonly RawMessage[]): Promise<void> {
    const producer = await this.connected();
    await producer.send({ topic, messages: messages.map((message) => ({ key: null, ...message })) });
  }

  /** Everything that lies in a topic now. */
  async read(topic: string): Promise<Message[]> {
    this.follower ??= Follower.start(this.kafka);
    const follower = await this.follower;
    const seen = await follower.upTo(topic, await this.ends(topic));
    return seen.filter(({ partition, offset }) => offset >= (this.beginning.get(`${topic} ${partition}`) ?? 0n));
  }

  /** Messages between the committed offsets of a group and the end of a topic. */
  async lag(group: string, topics: readonly string[]): Promise<bigint> {
    const admin = await this.connectedAdmin();
    const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
    const lags = committed.map(async ({ topic, partitions }) => {
      const ends = await this.ends(topic);
      return ends.reduce((sum, { partition, low, high }) => {
        const offset = BigInt(partitions.find((one) => one.partition === partition)?.offset ?? -1);
        return sum + high - (offset < low ? low : offset);
      }, 0n);
    });
    return (await Promise.all(lags)).reduce((sum, lag) => sum + lag, 0n);
  }

  /** Ids of the members in all groups of a service, sorted. */
  async members(service: ServiceName): Promise<string[]> {
    const admin = await this.connectedAdmin();
    const { groups: all } = await admin.listGroups();
    const own = all.map(({ groupId }) => groupId).filter((group) => `${group}.`.startsWith(`${service}.`));
    const { groups } = await admin.describeGroups(own);
    return groups.flatMap(({ members }) => members.map(({ memberId }) => memberId)).toSorted();
  }

  async close(): Promise<void> {
    await Promise.all([this.producer?.disconnect(), (await this.admin)?.disconnect()]);
    await (await this.follower)?.stop();
  }

  private async ends(topic: string): Promise<PartitionEnd[]> {
    const offsets = await (await this.connectedAdmin()).fetchTopicOffsets(topic);
    return offsets.map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }));
  }

  private connectedAdmin(): Promise<Admin> {
    return (this.admin ??= this.connectAdmin());
  }

  private async connectAdmin(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = this.kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return (this.producer = producer);
  }
}

/** What a stranger can put into a topic; `partition` chooses one, else the key does. */
export interface RawMessage {
  readonly key?: string | null;
  readonly value: Buffer | string | null;
  readonly headers?: IHeaders;
  readonly partition?: number;
}

/** Waits until every group has committed all there is. */
export async function allQuiet(topics: Topics): Promise<void> {
  for (const { group, reads } of DURABLE_STEPS) {
    const condition = async () => (await topics.lag(group, reads)) === 0n;
    await waitFor(condition, { deadlineMs: 60_000, description: `the lag of ${group} to be 0`, everyMs: 250 });
  }
}
