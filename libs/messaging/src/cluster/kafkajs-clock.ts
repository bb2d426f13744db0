import BrokerPool from 'kafkajs/src/cluster/brokerPool.js';
import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import SocketRequest from 'kafkajs/src/network/requestQueue/socketRequest.js';

/**
 * Lets kafkajs measure by a clock that nobody sets. It keeps points in time by the wall clock, so that an hour back stops
 * heartbeats, time limits of requests and the renewal of metadata for an hour.
 */
export function measureByMonotonicClock(): void {
  keepMonotonic(ConsumerGroup.prototype, 'lastRequest');
  keepMonotonic(BrokerPool.prototype, 'metadataExpireAt');
  keepMonotonic(RequestQueue.prototype, 'throttledUntil');
  keepMonotonic(SocketRequest.prototype, 'sentAt');
}

// What is written by the wall clock of then is read by the wall clock of now, so that the distance to now stays true.
function keepMonotonic<K extends string>(prototype: Record<K, number | null>, name: K): void {
  const kept = Symbol.for(`gauntlet.monotonic:${name}`);
  Object.defineProperty(prototype, name, {
    configurable: true,
    get(this: Record<symbol, number | null | undefined>) {
      const time = this[kept];
      return typeof time === 'number' ? time + wallAhead() : time;
    },
    set(this: Record<symbol, number | null>, time: number | null) {
      this[kept] = time === null ? null : time - wallAhead();
    },
  });
}

function wallAhead(): number {
  return Date.now() - performance.now();
}
