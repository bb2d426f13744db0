import { describe, expect, it, vi } from 'vitest';
import { IngressConfig } from '../ingress.config';
import type { Candidate } from './candidate';
import { RecentAnswers, Waiters, within } from './waiters';

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
    waiters.onReleased(candidate('a', 3n), 1_000);
    waiters.onReleased(candidate('a', 4n), 1_000);
    expect((await one.answer).offset).toBe(3n);
    expect((await two.answer).offset).toBe(3n);
    expect(await Promise.race([other.answer, Promise.resolve('still waiting')])).toBe('still waiting');
  });

  it('gives a caller who registers late what the others got', async () => {
    const waiters = waitersFor();
    waiters.onReleased(candidate('a', 3n), 1_000);
    waiters.onReleased(candidate('a', 4n), 1_000);
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

function recorded(offset: bigint): Candidate {
  return { event: {} as Candidate['event'], partition: 0, offset, releasedAt: 0, traceId: null };
}

describe('RecentAnswers', () => {
  it('keeps the first by offset, in whatever order they come', () => {
    const recent = new RecentAnswers();
    for (const offset of [7n, 5n, 9n]) recent.add('r', recorded(offset), 1);
    expect(recent.get('r')?.offset).toBe(5n);
  });

  it('forgets the oldest when the records together become too large', () => {
    const recent = new RecentAnswers();
    for (let offset = 0; offset < 20; offset += 1) recent.add(`r${offset}`, recorded(BigInt(offset)), 1_000_000);
    const kept = Array.from({ length: 20 }, (_, offset) => recent.get(`r${offset}`) !== undefined);
    expect(kept).toEqual([...Array<boolean>(4).fill(false), ...Array<boolean>(16).fill(true)]);
  });
});

const never = new Promise<string>(() => undefined);

describe('within', () => {
  it('gives the value that comes in time', async () => {
    expect(await within(Promise.resolve('x'), { ms: 1_000, gone: new AbortController().signal })).toBe('x');
  });

  it('gives null when time is over, at once for a deadline in the past', async () => {
    expect(await within(never, { ms: -5, gone: new AbortController().signal })).toBeNull();
  });

  it('stops waiting when the caller goes', async () => {
    const caller = new AbortController();
    const waiting = within(never, { ms: 60_000, gone: caller.signal });
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ status: 499 });
  });

  it('does not wait for a caller who has gone before', async () => {
    await expect(within(never, { ms: 60_000, gone: AbortSignal.abort() })).rejects.toMatchObject({ status: 499 });
  });
});
