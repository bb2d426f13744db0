import { AsyncLocalStorage } from 'node:async_hooks';
import Broker, { type FetchAnswer, type FetchRequest } from 'kafkajs/src/broker/index.js';
import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';

/** What a broker waits for before it answers a fetch: so many bytes, or so many milliseconds, whichever comes first. */
export interface FetchLimits {
  readonly minBytes: number;
  readonly maxWaitMs: number;
}

/** Says before each fetch of one broker what it shall wait for, and hears after it how many records came. */
export interface FetchPacer {
  next(): FetchLimits;
  fetched(records: number): void;
}

/** Stands between a group and its brokers, and may answer a fetch in their place. */
export type FetchThrough = (request: FetchRequest, fromBroker: () => Promise<FetchAnswer>) => Promise<FetchAnswer>;

const pacersByGroup = new Map<string, (nodeId: number) => FetchPacer>();
const underWay = new AsyncLocalStorage<FetchLimits>();
const throughOf = new AsyncLocalStorage<FetchThrough>();

/** The way of a group that asks its brokers itself. */
export const straightOn: FetchThrough = (_, fromBroker) => fromBroker();
let isInstalled = false;

/**
 * The consumer of this process in this group fetches as the pacers say; kafkajs knows one pair of limits for all fetches.
 * Each broker gets a pacer of its own: kafkajs fetches from all of them side by side, also from one that has no partition
 * for this consumer, and what one broker has says nothing about the others.
 */
export function paceFetches(group: string, create: () => FetchPacer): void {
  const pacers = new Map<number, FetchPacer>();
  pacersByGroup.set(group, (nodeId) => {
    const pacer = pacers.get(nodeId) ?? create();
    pacers.set(nodeId, pacer);
    return pacer;
  });
}

/** A consumer that is run in here fetches through this; it needs a pace of its own as well. */
export function fetchThrough(through: FetchThrough, run: () => Promise<void>): Promise<void> {
  return throughOf.run(through, run);
}

/** Makes {@link paceFetches} and {@link fetchThrough} work for all consumers that are made from now on; a second call changes nothing. */
export function fetchAtOwnPace(): void {
  if (isInstalled) return;
  isInstalled = true;
  const fetchOfGroup = ConsumerGroup.prototype.fetch;
  const fetchFromBroker = Broker.prototype.fetch;
  ConsumerGroup.prototype.fetch = async function fetchAsPacerSays(nodeId) {
    const pacer = pacersByGroup.get(this.groupId)?.(nodeId);
    if (!pacer) return fetchOfGroup.call(this, nodeId);
    const batches = await underWay.run(pacer.next(), () => fetchOfGroup.call(this, nodeId));
    pacer.fetched(batches.reduce((records, { messages }) => records + messages.length, 0));
    return batches;
  };
  // The consumer is one object for all its brokers, so limits that were written on it would meet those of another fetch.
  Broker.prototype.fetch = function fetchWithin(request) {
    const [limits, through = straightOn] = [underWay.getStore(), throughOf.getStore()];
    if (!limits) return fetchFromBroker.call(this, request);
    const limited = { ...request, minBytes: limits.minBytes, maxWaitTime: limits.maxWaitMs };
    return through(limited, () => fetchFromBroker.call(this, limited));
  };
}
