import { EventEmitter } from 'node:events';
import type { Consumer } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConsumerHealth } from './consumer-health';
import { SESSION_TIMEOUT_MS } from './kafka-consumer';

const events = new Proxy({}, { get: (_target, name) => name }) as Consumer['events'];

/** The events of a consumer that the spec plays. */
function watched(): { consumer: EventEmitter; health: ConsumerHealth } {
  const consumer = Object.assign(new EventEmitter(), { events });
  const health = new ConsumerHealth('spec', { needsFetch: false });
  health.watch(consumer as unknown as Consumer);
  return { consumer, health };
}

describe('ConsumerHealth', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is not ready before it joined, and from its loss on', () => {
    const { consumer, health } = watched();
    expect(() => health.checkReady()).toThrow('has not joined');
    consumer.emit(events.GROUP_JOIN);
    expect(() => health.checkReady()).not.toThrow();
    consumer.emit(events.CRASH);
    expect(() => health.checkReady()).toThrow('has not joined');
  });

  it('is not ready without a heartbeat for a session, however much it fetches, and says so', () => {
    const { consumer, health } = watched();
    consumer.emit(events.GROUP_JOIN);
    vi.advanceTimersByTime(SESSION_TIMEOUT_MS - 1);
    consumer.emit(events.HEARTBEAT);
    vi.advanceTimersByTime(SESSION_TIMEOUT_MS - 1);
    expect(() => health.checkReady()).not.toThrow();
    vi.advanceTimersByTime(2);
    consumer.emit(events.FETCH);
    expect(() => health.checkReady()).toThrow('no heartbeat for 10001 ms');
    consumer.emit(events.HEARTBEAT);
    expect(() => health.checkReady()).not.toThrow();
  });

  it('takes a clock that is set for no loss', () => {
    const { consumer, health } = watched();
    consumer.emit(events.GROUP_JOIN);
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(() => health.checkReady()).not.toThrow();
    expect(() => health.checkAlive()).not.toThrow();
  });
});
