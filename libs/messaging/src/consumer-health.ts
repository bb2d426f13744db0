import type { Consumer } from 'kafkajs';

// A restart cures a consumer that shows no sign of life, not an outage: trying to reconnect is a sign as well.
const SILENCE_LIMIT_MS = 120_000;

/** What probes learn about one consumer. */
export class ConsumerHealth {
  private lastSign = Date.now();
  private joined = false;
  private fetchedSinceJoin = false;

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
    consumer.on(events.FETCH, () => this.onFetch());
    consumer.on(events.CRASH, () => this.onLoss());
    consumer.on(events.DISCONNECT, () => this.onLoss());
  }

  /** @throws Error until the group is joined, and for a broadcast group until its first fetch. */
  checkReady(): void {
    if (!this.joined) throw new Error(`${this.group} has not joined its consumer group`);
    if (this.options.needsFetch && !this.fetchedSinceJoin) throw new Error(`${this.group} has not fetched yet`);
  }

  /** @throws Error after two minutes without fetch, heartbeat or try to reconnect. */
  checkAlive(): void {
    const silence = Date.now() - this.lastSign;
    if (silence > SILENCE_LIMIT_MS) throw new Error(`${this.group} has been silent for ${silence} ms`);
  }

  private onJoin(): void {
    this.joined = true;
    this.fetchedSinceJoin = false;
    this.showSign();
  }

  private onFetch(): void {
    this.fetchedSinceJoin = true;
    this.showSign();
  }

  private onLoss(): void {
    this.joined = false;
  }

  private showSign(): void {
    this.lastSign = Date.now();
  }
}
