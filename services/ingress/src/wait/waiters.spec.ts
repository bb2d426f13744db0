import { describe, expect, it, vi } from 'vitest';
import { IngressConfig } from '../ingress.config';
import type { Candidate } from './candidate';
import { Waiters } from './waiters';

function candidate(id: string, offset: bigint): Candidate {
  const content = { input: '', history: [], variables: {}, messages: [], answer: '' };
  const event = { facts: { request: { id } }, content } as unknown as Candidate['event'];
  return { event, partition: 0, offset, releasedAt: 0, traceId: null };
}

function waitersFor(limits: Partial<IngressConfig> = {}): Waiters {
  return new Waiters(Object.assign(new IngressConfig(), limits));
}

describe('Waiters', () => {
  it('gives all callers of a request its first candidate, and others nothing', async () => {
    const waiters = waitersFor();
    const [one, two, other] = [
      waiters.register('a', 'shop'),
      waiters.register('a', 'shop'),
      waiters.register('b', 'shop'),
    ];
    waiters.onReleased(candidate('a', 3n));
    waiters.onReleased(candidate('a', 4n));
    expect((await one.answer).offset).toBe(3n);
    expect((await two.answer).offset).toBe(3n);
    expect(await Promise.race([other.answer, Promise.resolve('still waiting')])).toBe('still waiting');
  });

  it('gives a caller who registers late what the others got', async () => {
    const waiters = waitersFor();
    waiters.onReleased(candidate('a', 3n));
    waiters.onReleased(candidate('a', 4n));
    expect((await waiters.register('a', 'shop').answer).offset).toBe(3n);
  });

  it('knows who waits and for how long', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const waiters = waitersFor();
    const { leave } = waiters.register('a', 'shop');
    vi.advanceTimersByTime(50);
    waiters.register('b', 'shop');
    expect(waiters.waitingLongerThan(10)).toEqual(['a']);
    expect([waiters.has('a', 'shop'), waiters.has('a', 'other')]).toEqual([true, false]);
    leave();
    expect(waiters.has('a', 'shop')).toBe(false);
    vi.useRealTimers();
  });

  it('tells the callers who are left to ask again when a stop takes too long', async () => {
    vi.useFakeTimers();
    const waiters = waitersFor({ INGRESS_DRAIN_TIMEOUT_MS: 1_000 });
    const { answer } = waiters.register('a', 'shop');
    waiters.onModuleDestroy();
    vi.advanceTimersByTime(1_001);
    await expect(answer).rejects.toMatchObject({ status: 503, code: 'stopping', retryAfterSeconds: 1 });
    vi.useRealTimers();
  });
});
