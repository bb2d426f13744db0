import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windows } from './windows';

const partsOf = (text: string, length: number, overlap: number) =>
  windows(text, { length, overlap }).map(({ start, end }) => text.slice(start, end));

describe('windows', () => {
  it('leave a short text whole', () => {
    expect(windows('', { length: 10, overlap: 2 })).toEqual([{ start: 0, end: 0 }]);
    expect(windows('just right', { length: 10, overlap: 2 })).toEqual([{ start: 0, end: 10 }]);
  });

  it('end behind a sentence, or else behind a word, and begin with a word', () => {
    expect(partsOf('One two three four. Five six seven eight nine ten.', 24, 8)).toEqual([
      'One two three four.',
      'four. Five six seven ',
      'seven eight nine ten.',
    ]);
  });

  it('cut what has no words, but no character', () => {
    expect(partsOf('😀'.repeat(6), 5, 1).every((part) => !/[\ud800-\udfff]/u.test(part))).toBe(true);
  });

  it('hold all of a text, none longer than asked for, and share what was asked for where there are no words', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('a', 'word', ' ', '. ', '\n', '。', '😀'), { maxLength: 200 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), fc.integer({ min: 0, max: 3 }), (source, length, overlap) => {
        const spans = windows(source, { length, overlap });
        expect(spans[0]?.start).toBe(0);
        expect(spans.at(-1)?.end).toBe(source.length);
        spans.forEach(({ start, end }, index) => {
          const before = spans[index - 1];
          expect(end - start).toBeLessThanOrEqual(length);
          if (before) expect(start <= before.end && start > before.start && end > before.end).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });
});
