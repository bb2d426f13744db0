import { metrics } from '@opentelemetry/api';
import { Kafka } from 'kafkajs';
import { METRICS } from '@gauntlet/telemetry';
import { createKafkaClient, kafkaClientOptions } from './cluster/kafka-client';
import { MembershipMemory } from './consume/membership-memory';
import type { MessagingConfig } from './messaging.config';
import { KafkaProducer } from './publish/kafka-producer';
import { RecordWriter } from './publish/record-writer';
import { WatchedTransport } from './publish/watched-transport';
import { LogReaderFactory } from './read/log-reader-factory';

/** How a process reaches Kafka: its one producer, its readers of logs, and its places in groups. */
export class MessagingClient {
  readonly kafka: Kafka;
  readonly transport: WatchedTransport;
  readonly writer: RecordWriter;
  readonly readers: LogReaderFactory;

  private constructor(
    clientId: string,
    readonly memory: MembershipMemory,
    config: MessagingConfig,
  ) {
    const batchSize = metrics.getMeter('@gauntlet/messaging').createHistogram(METRICS.publishBatchSize);
    this.kafka = createKafkaClient(kafkaClientOptions(clientId, config));
    this.transport = new WatchedTransport(new KafkaProducer(this.kafka, config.MESSAGING_COMPRESSION));
    this.writer = new RecordWriter({
      transport: this.transport,
      timeoutMs: config.MESSAGING_PUBLISH_TIMEOUT_MS,
      onBatch: (records) => batchSize.record(records),
    });
    this.readers = new LogReaderFactory(this.kafka, clientId, memory);
  }

  /** Never waits for Kafka. @throws ConfigError for a wrong way in; a retry doesn't help. */
  static async open(clientId: string, config: MessagingConfig): Promise<MessagingClient> {
    const memory = await new MembershipMemory(config.MESSAGING_MEMBERS_DIR).open();
    return new MessagingClient(clientId, memory, config);
  }

  /** Sends what waits. Comes after the consumers, which publish while they drain. */
  async close(): Promise<void> {
    await Promise.all([this.writer.close(), this.readers.close()]);
    await this.memory.release();
  }
}
