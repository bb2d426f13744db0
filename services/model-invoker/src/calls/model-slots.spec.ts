import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelInvokerConfig } from '../model-invoker.config';
import { ModelSlots } from './model-slots';

const PATIENT = { places: 1, waitMs: 1000, lastResort: true };
const CHOOSY = { places: 1, waitMs: 1000, lastResort: false };

function slots(overrides: Partial<ModelInvokerConfig> = {}): ModelSlots {
  return new ModelSlots(Object.assign(new ModelInvokerConfig(), { MODEL_QUEUE: 1 }, overrides));
}

describe('ModelSlots', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('limits one model without touching another', async () => {
    const limited = slots();
    expect(await limited.acquire('slow', PATIENT)).not.toBeNull();
    const second = limited.acquire('slow', PATIENT);
    expect(await limited.acquire('fast', PATIENT)).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await second).toBeNull();
  });

  it('hands a freed slot to the one who waited longest', async () => {
    const limited = slots();
    const release = await limited.acquire('m', PATIENT);
    const order: string[] = [];
    const waiters = ['first', 'second'].map((name) =>
      limited.acquire('m', PATIENT).then((next) => {
        order.push(name);
        next?.();
      }),
    );
    release?.();
    await Promise.all(waiters);
    expect(order).toEqual(['first', 'second']);
  });

  it('sends those who have a backup away once enough wait, and lets the last resort wait', async () => {
    const limited = slots();
    const release = await limited.acquire('m', PATIENT);
    const waiting = limited.acquire('m', CHOOSY);
    expect(await limited.acquire('m', CHOOSY)).toBeNull();
    const lastResort = limited.acquire('m', PATIENT);
    release?.();
    (await waiting)?.();
    expect(await lastResort).not.toBeNull();
  });

  it('waits out a burst, however long its queue', async () => {
    const limited = slots();
    const releases = [await limited.acquire('m', PATIENT)];
    const burst = Array.from({ length: 50 }, () => limited.acquire('m', { ...PATIENT, waitMs: 9_000 }));
    const all = burst.map((wish) => wish.then((release) => releases.push(release)));
    for (let done = 0; done < 50; done += 1) {
      await vi.advanceTimersByTimeAsync(30);
      releases[done]?.();
    }
    await Promise.all(all);
    expect(releases).not.toContain(null);
  });

  it('keeps a stuck model from holding more than its calls and its queue, and those at once', async () => {
    const limited = slots({ MODEL_PATIENCE_MS: 2_000 });
    const stuck = await limited.acquire('m', PATIENT);
    const long = { ...PATIENT, waitMs: 9_000 };
    const [first, ...rest] = [limited.acquire('m', long), limited.acquire('m', long), limited.acquire('m', long)];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await Promise.all(rest)).toEqual([null, null]);
    expect(await limited.acquire('m', long)).toBeNull();
    await vi.advanceTimersByTimeAsync(5_000);
    stuck?.();
    expect(await first).not.toBeNull();
  });

  it('never lets more in than it should, whatever the order, and ends empty', async () => {
    vi.useRealTimers();
    const holds = fc.array(fc.nat(3), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), holds, async (limit, ticks) => {
        const limited = slots();
        let inside = 0;
        await Promise.all(
          ticks.map(async (count) => {
            const release = await limited.acquire('m', { places: limit, waitMs: 5000, lastResort: true });
            expect((inside += 1)).toBeLessThanOrEqual(limit);
            for (let tick = 0; tick < count; tick += 1) await Promise.resolve();
            inside -= 1;
            release?.();
          }),
        );
        expect(inside).toBe(0);
        expect(await limited.acquire('m', { places: limit, waitMs: 0, lastResort: false })).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});
