import { randomUUID } from 'node:crypto';
import type { GauntletEvent, ServiceName } from '@gauntlet/contracts';
import type { HealthRegistry } from '@gauntlet/runtime';
import { ServerKafka, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Consumer, Kafka } from 'kafkajs';
import type { PartitionOffset } from './assignment';
import type { HeldMessage } from './assigned-partition';
import { consumerGroup, type GroupOptions } from './consumer-group';
import { ConsumerHealth } from './consumer-health';
import type { Delivery, Dispatch } from './delivery';
import type { DependencyGate } from './dependency-gate';
import { EventContext } from './event-context';
import { GroupMetrics } from './group-metrics';
import { GroupReader } from './group-reader';
import { createConsumer, fetchEnds } from './kafka-consumer';
import type { GroupPlace, MembershipMemory } from './membership-memory';
import type { MessagingConfig } from './messaging.config';
import { ConsumerCrashedError, failLoudly } from './messaging.errors';
import { endsWithin } from './time-limit';
import { awaitTopics, checkHandlers, topicsOf } from './setup-check';

/** What a delivery is made of once its group runs. */
export interface DeliveryContext {
  readonly dispatch: Dispatch;
  readonly gate: DependencyGate;
  readonly metrics: GroupMetrics;
}

export interface ConcurrentKafkaServerParts {
  readonly kafka: Kafka;
  readonly config: MessagingConfig;
  readonly service: ServiceName;
  readonly instanceId: string;
  readonly health: HealthRegistry;
  readonly memory: MembershipMemory;
  readonly createDelivery: (context: DeliveryContext) => Delivery;
}

const DISCONNECT_LIMIT_MS = 5_000;

/**
 * Nest's Kafka transport for one consumer group, with many messages in flight per partition instead of one. Handlers,
 * pipes, guards, interceptors and filters work as with the stock one; fetching, errors and commits are ours.
 */
export class ConcurrentKafkaServer extends ServerKafka implements CustomTransportStrategy {
  override readonly transportId: symbol;
  private readonly place: GroupPlace;
  private readonly groupMetrics: GroupMetrics;
  private reader: GroupReader | null = null;
  private live: Consumer | null = null;
  private closing: Promise<void> | null = null;

  constructor(
    private readonly group: GroupOptions,
    private readonly parts: ConcurrentKafkaServerParts,
  ) {
    // A group that nobody was in before has no dead member to wait for.
    const own = `${group.group}.${parts.instanceId}.${randomUUID()}`;
    const place = parts.memory.placeFor(group.group, group.broadcast ? own : group.group);
    super({ postfixId: '', consumer: { groupId: place.group } });
    this.place = place;
    this.transportId = consumerGroup(group.group);
    this.groupMetrics = new GroupMetrics(group.group);
  }

  /** @throws GroupSetupError or BrokerUnavailableError (through Nest's callback) when the group can't start. */
  override async start(callback: () => void): Promise<void> {
    const { kafka, config, service, health } = this.parts;
    const { group } = this.group;
    const handled = new Set(this.messageHandlers.keys());
    checkHandlers(group, handled);
    const topics = topicsOf(group, { handled, service });
    await awaitTopics(kafka, { topics, group, limitMs: config.MESSAGING_START_TIMEOUT_MS });
    const state = new ConsumerHealth(this.place.group, { needsFetch: this.group.broadcast ?? false });
    health.register(`messaging.${group}.joined`, () => state.checkReady());
    health.register(`messaging.${group}.alive`, () => state.checkAlive(), { liveness: true });
    this.live = createConsumer(kafka, this.place.group);
    state.watch(this.live);
    this.place.holdFor(this.live);
    await this.live.connect();
    await this.bindEvents(this.live);
    callback();
  }

  override async bindEvents(consumer: Consumer): Promise<void> {
    const topics = [...this.messageHandlers.keys()];
    const { broadcast = false, fromBeginning = true } = this.group;
    const startAt = broadcast ? (await fetchEnds(this.parts.kafka, topics)).next : null;
    const reader = this.createReader(consumer, startAt);
    this.reader = reader;
    consumer.on(consumer.events.CRASH, ({ payload }) => this.onCrash(payload));
    await consumer.subscribe({ topics, fromBeginning: fromBeginning && !broadcast });
    // Async for kafkajs' sake: it waits for a promise, and this one is settled at once.
    await consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => reader.receive(batch) });
  }

  override close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  private createReader(consumer: Consumer, startAt: readonly PartitionOffset[] | null): GroupReader {
    const metrics = this.groupMetrics;
    const dispatch: Dispatch = (event, held) => this.dispatch(event, held);
    return new GroupReader({
      group: this.place.group,
      consumer,
      startAt,
      metrics,
      concurrency: this.parts.config.MESSAGING_CONCURRENCY,
      deliveryBehind: (gate) => this.parts.createDelivery({ dispatch, gate, metrics }),
    });
  }

  private async dispatch(event: GauntletEvent, { message, partition }: HeldMessage): Promise<void> {
    const position = { topic: partition.topic, partition: partition.partition, offset: message.offset };
    const packet = { pattern: event.topic, data: event };
    const context = new EventContext(position, message, this.reader?.mayBeRepeat(message) ?? true);
    await this.handleEvent(event.topic, packet, context as never);
  }

  private onCrash({ error, restart }: { error: Error; restart: boolean }): void {
    this.logger.warn({ msg: 'consumer crashed', group: this.place.group, restart, problem: error.message });
    if (!restart && !this.closing) failLoudly(new ConsumerCrashedError(this.place.group, { cause: error }));
  }

  private async drain(): Promise<void> {
    await this.reader?.drain(this.parts.config.MESSAGING_DRAIN_TIMEOUT_MS);
    // An unreachable broker must not hold up the end of the process; the session then simply expires.
    const left = this.live ? await endsWithin(DISCONNECT_LIMIT_MS, this.live.disconnect()) : false;
    if (left) this.place.giveUp();
  }
}
