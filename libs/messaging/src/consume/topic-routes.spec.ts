import { ServerKafka } from '@nestjs/microservices';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { ConcurrentKafkaServer } from './concurrent-kafka-server';

function triesAsJson({ prototype }: { readonly prototype: ServerKafka }): number {
  const parse = vi.spyOn(JSON, 'parse');
  onTestFinished(() => parse.mockRestore());
  expect(prototype['getRouteFromPattern'](TOPICS.accepted)).toBe(TOPICS.accepted);
  return parse.mock.calls.length;
}

describe('the handler of a topic', () => {
  it('is looked up as JSON by Nest as it is; should this fail, the override is needless', () => {
    expect(triesAsJson(ServerKafka)).toBe(1);
  });

  it('is looked up by the bare name here', () => {
    expect(triesAsJson(ConcurrentKafkaServer)).toBe(0);
  });
});
