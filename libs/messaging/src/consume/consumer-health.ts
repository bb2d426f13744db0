import type { Consumer } from 'kafkajs';
import { SESSION_TIMEOUT_MS } from './kafka-consumer';

// A restart cures a consumer that shows no sign of life, not an outage: trying to reconnect is a sign as well.
const SILENCE_LIMIT_MS = 120_000;

/** What probes learn about one consumer. */
export class ConsumerHealth {
  private lastSign = performance.now();
  private memberAt = performance.now();
  private joined = false;
  private fetchedSinceJoin = false;
  private problem: string | null = null;

  constructor(
    private readonly group: string,
    private readonly options: { needsFetch: boolean },
  ) {}

  watch(consumer: Consumer): void {
    const { events } = consumer;
    for (const sign of [events.HEARTBEAT, events.REBALANCING, events.CONNECT, events.CRASH] as const) {
      consumer.on(sign as typeof events.HEARTBEAT, () => this.showSign());
    }
    consumer.on(events.GROUP_JOIN, () => this.onJoin());
    consumer.on(events.HEARTBEAT, () => this.confirmMembership());
    consumer.on(events.FETCH, () => this.onFetch());
    consumer.on(events.CRASH, () => this.onLoss());
    consumer.on(events.DISCONNECT, () => this.onLoss());
  }

  /** The consumer is given up for now; true when that, or its reason, is new. */
  fail(problem: string): boolean {
    const isNew = this.problem !== problem;
    this.problem = problem;
    this.showSign();
    return isNew;
  }

  /** @throws Error while it is no member of its group, and for a broadcast group until its first fetch. */
  checkReady(): void {
    if (!this.joined) throw new Error(`${this.group} has not joined its consumer group${this.why}`);
    const unconfirmed = performance.now() - this.memberAt;
    if (unconfirmed > SESSION_TIMEOUT_MS) {
      throw new Error(`${this.group} has lost its membership: no heartbeat for ${Math.round(unconfirmed)} ms`);
    }
    if (this.options.needsFetch && !this.fetchedSinceJoin) throw new Error(`${this.group} has not fetched yet`);
  }

  /** @throws Error after two minutes without fetch, heartbeat or try to reconnect. */
  checkAlive(): void {
    const silence = Math.round(performance.now() - this.lastSign);
    if (silence > SILENCE_LIMIT_MS) throw new Error(`${this.group} has been silent for ${silence} ms`);
  }

  private onJoin(): void {
    this.joined = true;
    this.confirmMembership();
    this.fetchedSinceJoin = false;
    this.showSign();
  }

  // A group may be joined though its topics are denied: only what was fetched shows that it reads again.
  private onFetch(): void {
    this.fetchedSinceJoin = true;
    this.problem = null;
    this.showSign();
  }

  private onLoss(): void {
    this.joined = false;
  }

  private get why(): string {
    return this.problem === null ? '' : `: ${this.problem}`;
  }

  private confirmMembership(): void {
    this.memberAt = performance.now();
  }

  private showSign(): void {
    this.lastSign = performance.now();
  }
}
