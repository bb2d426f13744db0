import { describe, expect, it } from 'vitest';
import { asJsonString, restore } from './restore';

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
