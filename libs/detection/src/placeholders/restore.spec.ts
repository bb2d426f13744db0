import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJsonString, restore, RestoringStream } from './restore';

const VALUES = { '[EMAIL_1]': 'ann@example.org', '[PERSON_1]': 'Ann "A" O\'Neil\n', '[EMAIL_1.2]': '[PERSON_1] $&' };

describe('restore', () => {
  it('leaves placeholders without a value, and what only looks like one', () => {
    expect(restore('[EMAIL_9] [EMAIL_1 [email_1] [1] [A_B]', VALUES)).toBe('[EMAIL_9] [EMAIL_1 [email_1] [1] [A_B]');
  });

  it('does not look through values again', () => {
    expect(restore('[EMAIL_1.2]', VALUES)).toBe('[PERSON_1] $&');
  });

  it('keeps a JSON document what it is', () => {
    const json = JSON.stringify({ to: '[PERSON_1]', cc: ['<[EMAIL_1]>'] });
    expect(JSON.parse(restore(json, VALUES, asJsonString))).toEqual({
      to: VALUES['[PERSON_1]'],
      cc: ['<ann@example.org>'],
    });
  });
});

describe('RestoringStream', () => {
  it('says the same in chunks as restoring does at once, wherever they are cut', () => {
    const piece = fc.oneof(
      fc.constantFrom(...Object.keys(VALUES), '[', '[EMAIL_', '_1', ']', '.2]', '[X_123456789'),
      fc.string({ maxLength: 5 }),
    );
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (whole, lengths) => {
        const stream = new RestoringStream(VALUES);
        let out = '';
        for (let at = 0, turn = 0; at < whole.length; turn += 1) {
          const length = lengths[turn % lengths.length] ?? 1;
          out += stream.push(whole.slice(at, at + length));
          at += length;
        }
        expect(out + stream.end()).toBe(restore(whole, VALUES));
      }),
    );
  });

  it('passes on at once what is no beginning of a placeholder', () => {
    const stream = new RestoringStream(VALUES);
    expect(stream.push('see [link](x) and [EMA')).toBe('see [link](x) and ');
    expect(stream.push('IL_1], ok')).toBe('ann@example.org, ok');
  });

  it('holds nothing back longer than a placeholder is', () => {
    const stream = new RestoringStream(VALUES);
    expect(stream.push(`[${'A'.repeat(80)}`)).toBe(`[${'A'.repeat(80)}`);
  });
});
