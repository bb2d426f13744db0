import type { ServiceName } from '@gauntlet/contracts';
import { HealthRegistry, INSTANCE_ID, MICROSERVICE_STRATEGIES, loadConfig } from '@gauntlet/runtime';
import { METRICS } from '@gauntlet/telemetry';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { metrics } from '@opentelemetry/api';
import { Kafka } from 'kafkajs';
import { BroadcastDelivery } from './broadcast-delivery';
import { CannedAnswers } from './canned-answers';
import { ConcurrentKafkaServer, type DeliveryContext } from './concurrent-kafka-server';
import type { GroupOptions } from './consumer-group';
import { DeadLetters } from './dead-letters';
import { DurableDelivery, type Delivery } from './delivery';
import { EventPublisher } from './event-publisher';
import { createKafkaClient, kafkaClientOptions } from './kafka-client';
import { KafkaProducer } from './kafka-producer';
import { LogReaderFactory } from './log-reader-factory';
import { Losses } from './losses';
import { MembershipMemory } from './membership-memory';
import { MessagingConfig } from './messaging.config';
import { PublisherShutdown } from './publisher-shutdown';
import { RecordWriter } from './record-writer';
import { RethrowingFilterBinder } from './rethrowing-filter';
import { WatchedTransport } from './watched-transport';

export interface MessagingOptions {
  readonly service: ServiceName;
  readonly groups: readonly GroupOptions[];
}

/** How a service reads and writes events. Global; imported once, by the service's module, beside `RuntimeModule`. */
@Module({})
export class MessagingModule {
  /** Consumers for the groups, as transport strategies that `runService` starts and drains, plus publisher and reader. */
  static forService({ service, groups }: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        ...clientProviders(service, process.env),
        RethrowingFilterBinder,
        publishingHealth,
        Losses,
        strategiesProvider({ service, groups }),
      ],
      exports: [EventPublisher, LogReaderFactory, Losses, MICROSERVICE_STRATEGIES],
    };
  }

  /** Publisher and log reader only, for a command-line tool; needs no `RuntimeModule`. */
  static forTool(name: string, env: NodeJS.ProcessEnv = process.env): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: clientProviders(name, env),
      exports: [EventPublisher, LogReaderFactory],
    };
  }
}

function clientProviders(clientId: string, env: NodeJS.ProcessEnv): Provider[] {
  return [
    { provide: MessagingConfig, useFactory: () => loadConfig(MessagingConfig, env) },
    {
      provide: Kafka,
      inject: [MessagingConfig],
      useFactory: (config: MessagingConfig) => createKafkaClient(kafkaClientOptions(clientId, config)),
    },
    {
      provide: WatchedTransport,
      inject: [Kafka],
      useFactory: (kafka: Kafka) => new WatchedTransport(new KafkaProducer(kafka)),
    },
    { provide: RecordWriter, inject: [WatchedTransport, MessagingConfig], useFactory: createWriter },
    {
      provide: EventPublisher,
      inject: [RecordWriter],
      useFactory: (writer: RecordWriter) => new EventPublisher(writer),
    },
    {
      provide: MembershipMemory,
      inject: [MessagingConfig],
      useFactory: ({ MESSAGING_MEMBERS_DIR: folder }: MessagingConfig) => new MembershipMemory(folder).open(),
    },
    {
      provide: LogReaderFactory,
      inject: [Kafka, MembershipMemory],
      useFactory: (kafka: Kafka, memory: MembershipMemory) => new LogReaderFactory(kafka, clientId, memory),
    },
    PublisherShutdown,
  ];
}

// Shown and not acted on: an instance that gets no traffic publishes nothing, and would never learn that Kafka is well again.
const publishingHealth: Provider = {
  provide: 'PUBLISHING_HEALTH',
  inject: [WatchedTransport, HealthRegistry],
  useFactory: (transport: WatchedTransport, health: HealthRegistry) => {
    health.register('messaging.publishing', () => transport.checkPublishing(), { degrades: true });
    return 'messaging.publishing';
  },
};

function createWriter(transport: WatchedTransport, config: MessagingConfig): RecordWriter {
  const batchSize = metrics.getMeter('@gauntlet/messaging').createHistogram(METRICS.publishBatchSize);
  return new RecordWriter({
    transport,
    timeoutMs: config.MESSAGING_PUBLISH_TIMEOUT_MS,
    onBatch: (records) => batchSize.record(records),
  });
}

function strategiesProvider({ service, groups }: MessagingOptions): Provider {
  return {
    provide: MICROSERVICE_STRATEGIES,
    inject: [
      Kafka,
      MessagingConfig,
      RecordWriter,
      EventPublisher,
      HealthRegistry,
      INSTANCE_ID,
      MembershipMemory,
      Losses,
    ],
    useFactory: (
      kafka: Kafka,
      config: MessagingConfig,
      writer: RecordWriter,
      publisher: EventPublisher,
      health: HealthRegistry,
      instanceId: string,
      memory: MembershipMemory,
      losses: Losses,
    ) => {
      const deadLetters = new DeadLetters(writer, service);
      const parts = { kafka, config, service, instanceId, health, memory, losses };
      return groups.map((options) => {
        const createDelivery = deliveryFor(options, { deadLetters, publisher });
        return new ConcurrentKafkaServer(options, { ...parts, createDelivery });
      });
    },
  };
}

function deliveryFor(
  options: GroupOptions,
  { deadLetters, publisher }: { deadLetters: DeadLetters; publisher: EventPublisher },
): (context: DeliveryContext) => Delivery {
  const { group, stage, broadcast } = options;
  if (broadcast) return ({ dispatch }) => new BroadcastDelivery(options, dispatch);
  const canned = stage ? new CannedAnswers(publisher, stage) : null;
  return (context) => new DurableDelivery({ ...context, group, deadLetters, canned });
}
