import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';

/** What a broker waits for before it answers a fetch: so many bytes, or so many milliseconds, whichever comes first. */
export interface FetchLimits {
  readonly minBytes: number;
  readonly maxWaitMs: number;
}

/** Says before each fetch what the broker shall wait for, and hears after it how many records came. */
export interface FetchPacer {
  next(): FetchLimits;
  fetched(records: number): void;
}

const { prototype } = ConsumerGroup;
const fetch = prototype.fetch;
const pacers = new Map<string, FetchPacer>();

/** The consumer of this process in this group fetches as the pacer says; kafkajs knows one pair of limits for all fetches. */
export function paceFetches(group: string, pacer: FetchPacer): void {
  pacers.set(group, pacer);
}

/** Makes {@link paceFetches} work for all consumers that are made from now on. */
export function fetchAtOwnPace(): void {
  prototype.fetch = async function fetchAsPacerSays(nodeId) {
    const pacer = pacers.get(this.groupId);
    if (!pacer) return fetch.call(this, nodeId);
    const { minBytes, maxWaitMs } = pacer.next();
    Object.assign(this, { minBytes, maxWaitTime: maxWaitMs });
    const batches = await fetch.call(this, nodeId);
    pacer.fetched(batches.reduce((records, { messages }) => records + messages.length, 0));
    return batches;
  };
}
