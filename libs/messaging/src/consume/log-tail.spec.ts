import type { KafkaMessage } from 'kafkajs';
import type { FetchAnswer } from 'kafkajs/src/broker/index.js';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LogTail } from './log-tail';

const topic = 'spec';
const FROM_BROKER: FetchAnswer = { responses: [] };

function request(offset: number, { minBytes = 1, maxWaitTime = 5 } = {}) {
  return { topics: [{ topic, partitions: [{ partition: 0, fetchOffset: String(offset) }] }], minBytes, maxWaitTime };
}

function answer(offsets: readonly number[], abortedTransactions: readonly unknown[] = []): FetchAnswer {
  const value = Buffer.alloc(100);
  const messages = offsets.map((offset) => ({ offset: String(offset), key: null, value }) as KafkaMessage);
  return { responses: [{ topicName: topic, partitions: [{ partition: 0, abortedTransactions, messages }] }] };
}

/** A tail that the fed group has asked for from offset 5 on, and that holds what was fetched from there. */
async function tailWith(...offsets: number[]) {
  const tail = new LogTail();
  /** What the fed group gets from an offset on: its offsets, or that its broker was asked. */
  const read = async (offset: number, limits?: Parameters<typeof request>[1]) => {
    const got = await tail.read(request(offset, limits), async () => FROM_BROKER);
    if (got === FROM_BROKER) return 'asked';
    return got.responses.flatMap(({ partitions }) =>
      partitions.flatMap(({ messages }) => messages.map((one) => +one.offset)),
    );
  };
  const keep = (from: number, fetched: FetchAnswer) => tail.keep(request(from), async () => fetched);
  await read(5);
  await keep(5, answer(offsets));
  const fail = () => tail.keep(request(5), () => Promise.reject(new Error('away')));
  return { read, keep, fail };
}

describe('the tail of a log', () => {
  it('lets a read that waits ask the broker as soon as the log is in doubt', async () => {
    const { read, fail, keep } = await tailWith(5, 6);
    const waiting = () => read(5, { minBytes: 1_000, maxWaitTime: 60_000 });
    const beforeFailure = waiting();
    await expect(fail()).rejects.toThrow('away');
    expect(await beforeFailure).toBe('asked');
    await keep(5, answer([5, 6]));
    const beforeGap = waiting();
    await keep(9, answer([9]));
    expect(await beforeGap).toBe('asked');
  });

  it('keeps nothing of a partition that the fed group has stopped asking for', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { read, keep } = await tailWith(5, 6);
    vi.advanceTimersByTime(2_500);
    await keep(7, answer([7]));
    expect(await read(7)).toBe('asked');
    await keep(7, answer([7]));
    expect(await read(7)).toEqual([7]);
  });

  it('gives what was fetched from the wanted offset on, again too, and none of what is before it', async () => {
    const { read, keep } = await tailWith(5, 6, 8);
    expect(await read(6)).toEqual([6, 8]);
    expect(await read(6)).toEqual([6, 8]);
    await keep(9, answer([9]));
    expect(await read(9)).toEqual([9]);
    expect(await read(10)).toEqual([]);
  });

  it('gives nothing of what it does not have from the wanted offset on', async () => {
    const { read } = await tailWith(5, 6);
    expect(await read(4)).toBe('asked');
    expect(await read(8)).toBe('asked');
    expect(await read(6)).toEqual([6]);
    expect(await read(5)).toBe('asked');
  });

  it('begins anew behind a gap, and where a log is fetched again', async () => {
    const { read, keep } = await tailWith(5, 6);
    await keep(9, answer([9]));
    expect(await read(7)).toBe('asked');
    expect(await read(9)).toEqual([9]);
    await keep(0, answer([0]));
    expect(await read(10)).toBe('asked');
    expect(await read(0)).toEqual([0]);
  });

  it('leaves aborted records to those who fetch them', async () => {
    const { read, keep } = await tailWith(5);
    await keep(6, answer([6, 7], ['a transaction']));
    await keep(8, answer([8]));
    expect(await read(6)).toBe('asked');
    expect(await read(8)).toEqual([8]);
  });

  it('waits for as many bytes as are wanted, and for whom it is behind', async () => {
    const { read, keep } = await tailWith(5);
    const limits = { minBytes: 250, maxWaitTime: 60_000 };
    const [many, ahead] = [read(5, limits), read(7, { ...limits, minBytes: 0 })];
    await keep(6, answer([6, 7]));
    expect(await many).toEqual([5, 6, 7]);
    expect(await ahead).toEqual([7]);
  });

  it('gives nothing any more once the other group has not fetched for 2 s', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { read, keep } = await tailWith(5);
    vi.advanceTimersByTime(2_000);
    expect(await read(5)).toBe('asked');
    await keep(6, answer([]));
    expect(await read(5)).toEqual([5]);
  });

  it('forgets what it has when a fetch fails, since the log may be another one then', async () => {
    const { read, keep, fail } = await tailWith(5);
    await expect(fail()).rejects.toThrow('away');
    expect(await read(5)).toBe('asked');
    await keep(5, answer([5]));
    expect(await read(5)).toEqual([5]);
  });

  it('does not grow for a group that takes nothing', async () => {
    const { read, keep } = await tailWith();
    const many = Array.from({ length: 11_000 }, (_, at) => at + 5);
    await keep(5, answer(many));
    await keep(11_005, answer([11_005]));
    expect(await read(5)).toBe('asked');
    expect(await read(11_005)).toEqual([11_005]);
  });
});
