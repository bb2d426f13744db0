import { type DynamicModule, type FactoryProvider, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { ServiceName } from '@gauntlet/contracts';
import {
  HealthRegistry,
  INSTANCE_ID,
  loadConfig,
  MICROSERVICE_STRATEGIES,
  ProcessParts,
  SharedPart,
} from '@gauntlet/runtime';
import { ConcurrentKafkaServer } from './consume/concurrent-kafka-server';
import { type GroupOptions, groupsOf } from './consume/consumer-group';
import { tailsOf } from './consume/log-tail';
import { Losses } from './consume/losses';
import { BroadcastDelivery } from './deliver/broadcast-delivery';
import { CannedAnswers } from './deliver/canned-answers';
import { DeadLetters } from './deliver/dead-letters';
import { type Delivery, type DeliveryContext, DurableDelivery } from './deliver/delivery';
import { RethrowingFilterBinder } from './deliver/rethrowing-filter';
import { WantedKeys } from './deliver/wanted-keys';
import { MessagingConfig } from './messaging.config';
import { MessagingClient } from './messaging-client';
import { EventPublisher } from './publish/event-publisher';
import { LogReaderFactory } from './read/log-reader-factory';

const GROUPS = Symbol('GROUPS');

/** Which groups of a service run in this process. */
export interface MessagingOptions {
  readonly service: ServiceName;
  /** Tokens of global providers that `roles` is called with, for example a config of `RuntimeModule`. */
  readonly inject?: FactoryProvider['inject'];
  /** Names of the roles to run, for a service that can run apart; default: all. */
  readonly roles?: (...injected: never[]) => readonly string[];
}

interface GroupsOptions extends Pick<MessagingOptions, 'service' | 'inject'> {
  readonly groups: (...injected: never[]) => readonly GroupOptions[];
}

/** How a service reads and writes events. Global; imported once, by the service's module, beside `RuntimeModule`. */
@Module({})
export class MessagingModule {
  /** Consumers for the service's groups of `PIPELINE`, which `runService` starts and drains, plus publisher and reader. */
  static forService({ service, inject = [], roles }: MessagingOptions): DynamicModule {
    return MessagingModule.forGroups({
      service,
      inject,
      groups: (...injected) => groupsOf(service, roles?.(...injected)),
    });
  }

  /** As {@link forService}, for groups that `PIPELINE` need not have. */
  static forGroups({ service, inject = [], groups }: GroupsOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        ...clientProviders(service, process.env),
        RethrowingFilterBinder,
        publishingHealth,
        Losses,
        WantedKeys,
        { provide: GROUPS, inject, useFactory: groups },
        strategiesProvider(service),
      ],
      exports: [EventPublisher, LogReaderFactory, Losses, WantedKeys, MICROSERVICE_STRATEGIES],
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

function clientProviders(name: string, env: NodeJS.ProcessEnv): Provider[] {
  return [
    {
      provide: MessagingConfig,
      inject: [{ token: ProcessParts, optional: true }],
      useFactory: ({ drainMs } = new ProcessParts()) => {
        const config = loadConfig(MessagingConfig, env);
        config.MESSAGING_DRAIN_TIMEOUT_MS = Math.min(config.MESSAGING_DRAIN_TIMEOUT_MS, drainMs);
        return config;
      },
    },
    {
      provide: SharedPart,
      inject: [MessagingConfig, { token: ProcessParts, optional: true }],
      useFactory: (config: MessagingConfig, parts = new ProcessParts()) =>
        parts.share('messaging', {
          open: () => MessagingClient.open(parts.name || name, config),
          close: async (client: Promise<MessagingClient>) => (await client).close(),
        }),
    },
    {
      provide: MessagingClient,
      inject: [SharedPart],
      useFactory: ({ part }: SharedPart<Promise<MessagingClient>>) => part,
    },
    {
      provide: EventPublisher,
      inject: [MessagingClient],
      useFactory: ({ writer }: MessagingClient) => new EventPublisher(writer),
    },
    { provide: LogReaderFactory, inject: [MessagingClient], useFactory: ({ readers }: MessagingClient) => readers },
  ];
}

// Shown and not acted on: an instance that gets no traffic publishes nothing, and would never learn that Kafka is well again.
const publishingHealth: Provider = {
  provide: 'PUBLISHING_HEALTH',
  inject: [MessagingClient, HealthRegistry],
  useFactory: ({ transport }: MessagingClient, health: HealthRegistry) => {
    health.register('messaging.publishing', () => transport.checkPublishing(), { degrades: true });
    return 'messaging.publishing';
  },
};

function strategiesProvider(service: ServiceName): Provider {
  return {
    provide: MICROSERVICE_STRATEGIES,
    inject: [MessagingClient, MessagingConfig, EventPublisher, HealthRegistry, INSTANCE_ID, Losses, WantedKeys, GROUPS],
    useFactory: (
      { kafka, writer, memory }: MessagingClient,
      config: MessagingConfig,
      publisher: EventPublisher,
      health: HealthRegistry,
      instanceId: string,
      losses: Losses,
      wanted: WantedKeys,
      groups: readonly GroupOptions[],
    ) => {
      const deadLetters = new DeadLetters(writer, service);
      const parts = { kafka, config, service, instanceId, health, memory, losses, wanted };
      const throughFor = tailsOf(groups);
      return groups.map((options) => {
        const createDelivery = deliveryFor(options, { deadLetters, publisher, wanted });
        return new ConcurrentKafkaServer(options, { ...parts, createDelivery, through: throughFor(options) });
      });
    },
  };
}

function deliveryFor(
  options: GroupOptions,
  { deadLetters, publisher, wanted }: { deadLetters: DeadLetters; publisher: EventPublisher; wanted: WantedKeys },
): (context: DeliveryContext) => Delivery {
  const { group, stage, broadcast } = options;
  if (broadcast) return ({ dispatch }) => new BroadcastDelivery(group, { dispatch, wanted });
  const canned = stage ? new CannedAnswers(publisher, stage) : null;
  return (context) => new DurableDelivery({ ...context, group, deadLetters, canned });
}
