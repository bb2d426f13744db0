import type { CompressionTypes, ICustomPartitioner, Kafka, Message, Producer, RecordMetadata } from 'kafkajs';
import { endsWithin } from '@gauntlet/timing';
import { METADATA_MAX_AGE_MS } from '../cluster/kafka-client';
import { type Compression, packedBy } from '../codecs/pack';
import { keyPartitioner } from './key-hash';
import type { OutgoingRecord, RecordPosition, RecordTransport } from './outgoing-record';
import { faultOf } from './publish-failure';

const ALL_IN_SYNC_REPLICAS = -1;
const ACK_TIMEOUT_MS = 5_000;
/** For a producer that is given up: records wait meanwhile, and whatever hangs is left to its own end. */
const GIVE_UP_LIMIT_MS = 1_000;

interface Routed {
  readonly topic: string;
  readonly message: Message;
}

/**
 * The one producer of a process: plain (no idempotence, no transactions), acks from all in-sync replicas, connected on
 * first use so that a service starts while Kafka is away.
 */
export class KafkaProducer implements RecordTransport {
  private readonly compression: CompressionTypes;
  private readonly partitionOf = new WeakMap<Message, number>();
  private producer: Producer;
  private connected = false;
  /** What the producer asks the cluster about each time that it renews what it knows. */
  private known = new Set<string>();
  /** Whether Kafka answered a request to write since the last call of `send` began. */
  private hasAnswered = false;

  constructor(
    private readonly kafka: Kafka,
    compression: Compression,
  ) {
    this.compression = packedBy(compression);
    this.producer = this.create();
  }

  /**
   * Throws as kafkajs does. A refusal of one topic may hide that records of other topics in the same call were written:
   * kafkajs drops the rest of such an answer.
   */
  async send(records: readonly OutgoingRecord[]): Promise<RecordPosition[]> {
    this.hasAnswered = false;
    try {
      return await this.sendOnce(records);
    } catch (error) {
      if (faultOf(error)?.of !== 'topic' || !this.mayBeOthers(records)) throw error;
    }
    await this.beginAnew();
    return this.sendOnce(records);
  }

  async close(): Promise<void> {
    if (this.connected) await this.producer.disconnect();
  }

  // kafkajs asks about all topics that it ever wrote at once, and one that was deleted or denied fails them all. A topic that
  // is refused by the answer to a write is one of these records', and the other records may be written.
  private mayBeOthers(records: readonly OutgoingRecord[]): boolean {
    const wanted = new Set(records.map(({ topic }) => topic));
    return !this.hasAnswered && [...this.known].some((topic) => !wanted.has(topic));
  }

  private async beginAnew(): Promise<void> {
    const { producer } = this;
    this.producer = this.create();
    this.connected = false;
    this.known = new Set();
    await endsWithin(GIVE_UP_LIMIT_MS, producer.disconnect());
  }

  private async sendOnce(records: readonly OutgoingRecord[]): Promise<RecordPosition[]> {
    await this.connect();
    const routed = records.map(({ topic, ...message }) => ({ topic, message }));
    const metadata = await this.producer.sendBatch({
      acks: ALL_IN_SYNC_REPLICAS,
      timeout: ACK_TIMEOUT_MS,
      compression: this.compression,
      topicMessages: byTopic(routed),
    });
    for (const { topic } of records) this.known.add(topic);
    return this.positions(routed, metadata);
  }

  private async connect(): Promise<void> {
    if (this.connected) return;
    await this.producer.connect();
    this.connected = true;
  }

  private create(): Producer {
    const producer = this.kafka.producer({
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      createPartitioner: () => this.recordingPartitioner(),
    });
    producer.on(producer.events.REQUEST, ({ payload }) => {
      this.hasAnswered ||= payload.apiName === 'Produce';
    });
    return producer;
  }

  // Kafka answers with one base offset per partition; where each record went is known to the partitioner alone.
  private recordingPartitioner(): ReturnType<ICustomPartitioner> {
    const partitioner = keyPartitioner();
    return (args) => {
      const partition = partitioner(args);
      this.partitionOf.set(args.message, partition);
      return partition;
    };
  }

  private positions(routed: readonly Routed[], metadata: readonly RecordMetadata[]): RecordPosition[] {
    const next = new Map(
      metadata.map(({ topicName, partition, baseOffset }) => [`${topicName}/${partition}`, BigInt(baseOffset ?? -1)]),
    );
    return routed.map(({ topic, message }) => {
      const partition = this.partitionOf.get(message) ?? 0;
      const offset = next.get(`${topic}/${partition}`) ?? -1n;
      next.set(`${topic}/${partition}`, offset + 1n);
      return { partition, offset: String(offset) };
    });
  }
}

function byTopic(routed: readonly Routed[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, message } of routed) {
    const messages = topics.get(topic);
    if (messages) messages.push(message);
    else topics.set(topic, [message]);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
