import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OffsetTracker } from './offset-tracker';

/** Ascending offsets with gaps, as a log with compacted or aborted records has. */
const offsetsWithGaps = fc
  .array(fc.bigInt({ min: 1n, max: 5n }), { minLength: 1, maxLength: 60 })
  .map((steps) => steps.map((_step, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0n)));

describe('OffsetTracker', () => {
  it('never lets the watermark pass an offset that is not done, and always reaches the end', () => {
    const orders = offsetsWithGaps.chain((offsets) =>
      fc.tuple(fc.constant(offsets), fc.shuffledSubarray(offsets, { minLength: offsets.length })),
    );
    fc.assert(
      fc.property(orders, ([offsets, completions]) => {
        const tracker = new OffsetTracker(offsets[0] ?? 0n);
        for (const offset of offsets) tracker.accept(offset);
        const undone = new Set(offsets);
        for (const offset of completions) {
          tracker.complete(offset);
          undone.delete(offset);
          const lowest = offsets.find((one) => undone.has(one));
          expect(tracker.watermark).toBe(lowest ?? (offsets.at(-1) ?? 0n) + 1n);
        }
      }),
    );
  });

  it('refuses every offset that it holds or has seen done', () => {
    fc.assert(
      fc.property(offsetsWithGaps, fc.infiniteStream(fc.boolean()), (offsets, done) => {
        const tracker = new OffsetTracker(offsets[0] ?? 0n);
        for (const offset of offsets) tracker.accept(offset);
        for (const offset of offsets) if (done.next().value) tracker.complete(offset);
        for (const offset of offsets) expect(tracker.accept(offset)).toBe(false);
      }),
    );
  });

  it('counts a tail without records as delivered', () => {
    const tracker = new OffsetTracker(5n);
    tracker.accept(5n);
    tracker.reach(9n);
    expect(tracker.watermark).toBe(5n);
    tracker.complete(5n);
    expect(tracker.watermark).toBe(9n);
  });
});
