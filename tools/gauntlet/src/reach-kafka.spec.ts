import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgram } from './program';

const before = process.env.KAFKA_BROKERS;

beforeEach(() => {
  process.env.KAFKA_BROKERS = '127.0.0.1:1';
});
afterEach(() => {
  if (before === undefined) delete process.env.KAFKA_BROKERS;
  else process.env.KAFKA_BROKERS = before;
});

describe('without Kafka', () => {
  it.each(['status', 'tail', 'dlq list', 'dlq retry --all'])('gauntlet %s says what to check', (line) => {
    const run = createProgram().parseAsync(line.split(' '), { from: 'user' });
    return expect(run).rejects.toThrow(/^Kafka at 127\.0\.0\.1:1 fails \(.*\); check that it runs there/);
  });
});
