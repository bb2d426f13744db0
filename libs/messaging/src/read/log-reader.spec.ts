import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadLetterTopic, type GauntletEvent, publishedEventId, TOPICS } from '@gauntlet/contracts';
import { waitFor } from '@gauntlet/testing';
import { specWorld } from '../../test/spec-world';
import { EventPublisher, LogReaderFactory, MessagingModule } from '../index';

type Published = typeof TOPICS.published;

const topic = TOPICS.published;
const world = specWorld();
let tool: TestingModule;

beforeEach(async () => {
  const before = process.env.KAFKA_BROKERS;
  process.env.KAFKA_BROKERS = world.cluster.brokers.join(',');
  tool = await Test.createTestingModule({ imports: [MessagingModule.forTool('spec-tool')] }).compile();
  tool.useLogger(false);
  if (before === undefined) delete process.env.KAFKA_BROKERS;
});
afterEach(() => tool.close());

function publishedEvent(version: `v${number}`): GauntletEvent<Published> {
  const [name, hash, at] = ['support-agent', 'a'.repeat(64), new Date().toISOString()];
  return {
    id: publishedEventId('prompt', name, version, hash),
    topic,
    key: `prompt/${name}@${version}`,
    source: '/gauntlet/spec',
    time: at,
    facts: { kind: 'prompt', name, version, hash, at, by: 'spec' },
    content: { source: randomUUID() },
  };
}

describe('LogReader', () => {
  it('reads what is there, says when it has caught up, and follows', async () => {
    const publisher = tool.get(EventPublisher);
    const first = [publishedEvent('v1'), publishedEvent('v2')];
    for (const event of first) await publisher.publish(event);

    const sources: string[] = [];
    const offsets: number[] = [];
    const reader = tool.get(LogReaderFactory).read({
      topics: [topic, TOPICS.pinned],
      onEvent: (event, offset) => {
        if (event.topic === topic) sources.push((event as GauntletEvent<Published>).content.source);
        offsets.push(Number(offset));
      },
    });
    expect(reader.staleForMs()).toBe(Number.POSITIVE_INFINITY);
    await reader.caughtUp;
    expect(sources.slice(-2)).toEqual(first.map(({ content }) => content.source));

    const next = publishedEvent('v3');
    await publisher.publish(next);
    await waitFor(() => sources.at(-1) === next.content.source, { deadlineMs: 10_000, description: 'the next event' });
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    await waitFor(() => reader.staleForMs() < 1_000, { deadlineMs: 5_000, description: 'the reader to be fresh' });
  });

  it('passes over what is no valid event, and over what its listener does not take', async () => {
    const publisher = tool.get(EventPublisher);
    await world.cluster.sendRaw(topic, { key: 'x', value: Buffer.from('nonsense') });
    const [refused, taken] = [publishedEvent('v4'), publishedEvent('v5')];
    await publisher.publish(refused);
    await publisher.publish(taken);
    const sources: string[] = [];
    const reader = tool.get(LogReaderFactory).read({
      topics: [topic],
      onEvent: ({ content }) => {
        if (content.source === refused.content.source) throw new Error('not this one');
        sources.push(content.source);
      },
    });
    await reader.caughtUp;
    expect(sources.at(-1)).toBe(taken.content.source);
  });

  it('tells what it passed over by topic and reason, and not by record', async () => {
    for (let n = 0; n < 20; n += 1) await world.cluster.sendRaw(topic, { key: 'x', value: Buffer.from(`junk ${n}`) });
    const lines: { msg: string; topic: string; code: string; records: number }[] = [];
    const log = vi.spyOn(Logger.prototype, 'error').mockImplementation((line) => void lines.push(line as never));
    const reader = tool.get(LogReaderFactory).read({
      topics: [topic],
      onEvent: () => {
        throw new RangeError('refused here');
      },
    });
    await reader.caughtUp;
    await reader.close();
    log.mockRestore();
    expect(lines.map(({ code }) => code).sort()).toEqual(['RangeError', 'invalid_event']);
    const junk = lines.find(({ code }) => code === 'invalid_event');
    expect(junk).toMatchObject({ msg: 'records of a log are passed over', topic });
    expect(junk?.records).toBeGreaterThanOrEqual(20);
  });

  it('is caught up at once where there is nothing', async () => {
    const reader = tool
      .get(LogReaderFactory)
      .read({ topics: [deadLetterTopic('ingress') as never], onEvent: () => undefined });
    await reader.caughtUp;
    expect(reader.staleForMs()).toBeLessThan(5_000);
  });
});
