import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKafkaClient } from './kafka-client';

interface Queue {
  pending: object[];
  checkPendingRequests(): void;
}

const { prototype } = RequestQueue;

function timersAfterSchedulingFor(pending: object[]): number {
  const queue = Object.create(prototype) as Queue;
  Object.assign(queue, { pending, throttledUntil: -1, throttleCheckTimeoutId: null });
  queue.checkPendingRequests = () => undefined;
  prototype.scheduleCheckPendingRequests.call(queue);
  return vi.getTimerCount();
}

describe('the connections of kafkajs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are polled without a request as they are; should this fail, the patch is needless', () => {
    expect(timersAfterSchedulingFor([])).toBe(1);
  });

  it('are polled with the patch only while a request waits', () => {
    createKafkaClient({ clientId: 'spec', brokers: ['127.0.0.1:1'] });
    expect(timersAfterSchedulingFor([])).toBe(0);
    expect(timersAfterSchedulingFor([{}])).toBe(1);
  });
});
