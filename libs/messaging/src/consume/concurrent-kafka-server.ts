import { randomUUID } from 'node:crypto';
import { type CustomTransportStrategy, ServerKafka } from '@nestjs/microservices';
import type { Consumer, Kafka } from 'kafkajs';
import type { GauntletEvent, ServiceName } from '@gauntlet/contracts';
import { type HealthRegistry, News } from '@gauntlet/runtime';
import { endsWithin } from '@gauntlet/timing';
import type { FetchThrough } from '../cluster/kafkajs-fetch-limits';
import type { Delivery, DeliveryContext, Dispatch } from '../deliver/delivery';
import { EventContext } from '../deliver/event-context';
import type { WantedKeys } from '../deliver/wanted-keys';
import { describeError } from '../error-classes';
import type { MessagingConfig } from '../messaging.config';
import { failLoudly, GroupSetupError } from '../messaging.errors';
import { isOfMissingTopic } from '../operate/missing-topics';
import type { HeldMessage } from './assigned-partition';
import { type GroupOptions, transportOf } from './consumer-group';
import { ConsumerHealth } from './consumer-health';
import { GroupMetrics } from './group-metrics';
import { GroupReader, type GroupReaderParts } from './group-reader';
import { restWhileUnwanted } from './group-rest';
import { createConsumer, DISCONNECT_LIMIT_MS, fetchEnds, PATIENT_HEARTBEAT_MS, READ_AGAIN_MS } from './kafka-consumer';
import type { Losses } from './losses';
import type { GroupPlace, MembershipMemory } from './membership-memory';
import { awaitTopics, checkHandlers, topicsOf } from './setup-check';

export interface ConcurrentKafkaServerParts {
  readonly kafka: Kafka;
  readonly config: MessagingConfig;
  readonly service: ServiceName;
  readonly instanceId: string;
  readonly health: HealthRegistry;
  readonly memory: MembershipMemory;
  readonly losses: Losses;
  readonly wanted: WantedKeys;
  readonly createDelivery: (context: DeliveryContext) => Delivery;
  readonly through: FetchThrough;
}

/**
 * Nest's Kafka transport for one consumer group, with many messages in flight per partition instead of one. Handlers,
 * pipes, guards, interceptors and filters work as with the stock one; fetching, errors and commits are ours.
 */
export class ConcurrentKafkaServer extends ServerKafka implements CustomTransportStrategy {
  override readonly transportId: symbol;
  private readonly place: GroupPlace;
  private readonly groupMetrics: GroupMetrics;
  private readonly crashes = new News();
  private reader: GroupReader | null = null;
  private live: Consumer | null = null;
  private closing: Promise<void> | null = null;
  private opening: Promise<void> = Promise.resolve();
  private openingAgain: NodeJS.Timeout | undefined;
  private readonly state: ConsumerHealth;

  constructor(
    private readonly group: GroupOptions,
    private readonly parts: ConcurrentKafkaServerParts,
  ) {
    // A group that nobody was in before has no dead member to wait for.
    const own = `${group.group}.${parts.instanceId}.${randomUUID()}`;
    const place = parts.memory.placeFor(group.group, group.broadcast ? own : group.group);
    super({ postfixId: '', consumer: { groupId: place.group } });
    this.place = place;
    this.transportId = transportOf(group.group);
    this.groupMetrics = new GroupMetrics(group.group);
    this.state = new ConsumerHealth(place.group, { needsFetch: group.broadcast ?? false });
  }

  private get handled(): ReadonlySet<string> {
    return new Set(this.messageHandlers.keys());
  }

  /**
   * Calls back once the group reads, or can't for now: then it tries again until it can, and readiness says why.
   * @throws GroupSetupError when handlers are missing, RefusedClientError or BrokerUnavailableError when the cluster is out
   * of reach for the whole process.
   */
  override async start(callback: () => void): Promise<void> {
    const { kafka, config, health } = this.parts;
    const { group } = this.group;
    checkHandlers(group, this.handled);
    health.register(`messaging.${group}.joined`, () => this.state.checkReady());
    health.register(`messaging.${group}.alive`, () => this.state.checkAlive(), { liveness: true });
    const consumer = createConsumer(kafka, this.place.group, this.group.batched ? PATIENT_HEARTBEAT_MS : undefined);
    this.live = consumer;
    this.state.watch(consumer);
    this.place.holdFor(consumer);
    consumer.on(consumer.events.CRASH, ({ payload }) => this.onCrash(payload));
    await this.awaitTopics(config.MESSAGING_START_TIMEOUT_MS).catch((error: unknown) => {
      // Topics that this group does not find must not keep the others from their work.
      if (!(error instanceof GroupSetupError)) throw error;
    });
    this.opening = this.open(consumer);
    await this.opening;
    callback();
  }

  override async bindEvents(consumer: Consumer): Promise<void> {
    const topics = [...this.handled];
    const { broadcast = false } = this.group;
    const startAt = broadcast ? (await fetchEnds(this.parts.kafka, topics)).next : null;
    this.reader ??= this.createReader(consumer, startAt);
    await consumer.subscribe({ topics, fromBeginning: !broadcast });
    await this.reader.run();
  }

  // Nest takes a pattern for JSON first, which a topic name never is: an error made and caught for each message.
  protected override getRouteFromPattern(topic: string): string {
    return topic;
  }

  override close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  private createReader(consumer: Consumer, startAt: GroupReaderParts['startAt']): GroupReader {
    const metrics = this.groupMetrics;
    const dispatch: Dispatch = (event, held) => this.dispatch(event, held);
    const reader = new GroupReader({
      group: this.place.group,
      consumer,
      startAt,
      metrics,
      batched: this.group.batched ?? false,
      through: this.parts.through,
      concurrency: this.parts.config.MESSAGING_CONCURRENCY,
      onLoss: (lost) => this.parts.losses.tell({ ...lost, group: this.group.group }),
      deliveryBehind: (gate) => this.parts.createDelivery({ dispatch, gate, metrics }),
    });
    const ends = () => fetchEnds(this.parts.kafka, [...this.handled]);
    restWhileUnwanted({ group: this.group.group, wanted: this.parts.wanted, reader, ends });
    return reader;
  }

  private async dispatch(event: GauntletEvent, { message, partition }: HeldMessage): Promise<void> {
    const position = { topic: partition.topic, partition: partition.partition, offset: message.offset };
    const packet = { pattern: event.topic, data: event };
    const context = new EventContext(position, message, this.reader?.mayBeRepeat(message) ?? true);
    await this.handleEvent(event.topic, packet, context as never);
  }

  private awaitTopics(limitMs: number): Promise<void> {
    const { kafka, service } = this.parts;
    const { group } = this.group;
    return awaitTopics(kafka, { topics: topicsOf(group, { handled: this.handled, service }), group, limitMs });
  }

  /**
   * Stops between two steps once the group is closed. Never rejects: what the cluster refuses to one group must not end the
   * work of the others in this process.
   */
  private async open(consumer: Consumer): Promise<void> {
    try {
      if (!this.closing) await this.awaitTopics(0);
      if (!this.closing) await consumer.connect();
      if (!this.closing) await this.bindEvents(consumer);
    } catch (error) {
      this.openAgain(consumer, error);
    }
  }

  private openAgain(consumer: Consumer, error: unknown): void {
    if (this.closing) return;
    const { message: problem } = describeError(error);
    if (this.state.fail(problem)) this.logger.error({ msg: 'a group can’t read', group: this.place.group, problem });
    this.openingAgain = setTimeout(() => {
      this.opening = this.open(consumer);
      this.opening.catch(failLoudly);
    }, READ_AGAIN_MS);
  }

  private onCrash({ error, restart }: { error: Error; restart: boolean }): void {
    // kafkajs starts again by itself within a second, each time with the same words; a missing topic is not in them.
    if (this.crashes.isNew(error.message)) this.tellCrash(error, restart).catch(failLoudly);
    if (isOfMissingTopic(error)) this.reader?.forgetTopics();
    if (restart || !this.live) return;
    this.reader?.lose();
    this.openAgain(this.live, error);
  }

  private async tellCrash({ message }: Error, restart: boolean): Promise<void> {
    const missing = await this.awaitTopics(0).then(
      () => null,
      (error: unknown) => (error instanceof GroupSetupError ? error.message : null),
    );
    this.state.fail(missing ?? message);
    this.logger.warn({ msg: 'consumer crashed', group: this.place.group, restart, problem: missing ?? message });
  }

  private async drain(): Promise<void> {
    clearTimeout(this.openingAgain);
    // kafkajs can't take back a join that is under way: disconnected before its end, it would leave a member behind.
    await endsWithin(DISCONNECT_LIMIT_MS, this.opening);
    await this.reader?.drain(this.parts.config.MESSAGING_DRAIN_TIMEOUT_MS);
    // An unreachable broker must not hold up the end of the process; the session then simply expires.
    const left = this.live ? await endsWithin(DISCONNECT_LIMIT_MS, this.live.disconnect()) : false;
    if (left) this.place.giveUp();
  }
}
