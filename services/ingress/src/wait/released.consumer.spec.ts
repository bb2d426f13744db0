import type { KafkaMessage } from 'kafkajs';
import { expect, it, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { EventContext } from '@gauntlet/messaging';
import type { RateLimits } from '../door/limits/rate-limit';
import { IngressConfig } from '../ingress.config';
import type { ReleasedEvent } from './candidate';
import type { CandidatesRepository } from './candidates.repository';
import { ReleasedConsumer } from './released.consumer';
import { Waiters } from './waiters';

function consumerOf() {
  const waiters = new Waiters(new IngressConfig());
  const spend = vi.fn<RateLimits['spend']>();
  const consumer = new ReleasedConsumer({} as CandidatesRepository, waiters, { spend } as unknown as RateLimits);
  let offset = 0;
  const wake = (id: string, bytes = 1) => {
    const position = { topic: TOPICS.released, partition: 0, offset: String(offset++) };
    const message = { value: Buffer.alloc(bytes), timestamp: '0' } as unknown as KafkaMessage;
    const event = { facts: { request: { id } } } as unknown as ReleasedEvent;
    consumer.wake(event, new EventContext(position, message, false));
  };
  return { wake, spend, waiters };
}

it('counts the tokens of a request once, whatever comes after its answer', () => {
  const { wake, spend } = consumerOf();
  for (const id of ['a', 'a', 'b', 'a']) wake(id);
  expect(spend.mock.calls.map(([facts]) => facts.request.id)).toEqual(['a', 'b']);
});

it('remembers answers up to a size of their records', () => {
  const { wake, waiters } = consumerOf();
  for (const id of ['first', 'second', 'third']) wake(id, 6_000_000);
  expect([waiters.recentAnswer('first'), waiters.recentAnswer('second')?.offset]).toEqual([undefined, 1n]);
});
