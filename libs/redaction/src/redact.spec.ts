import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonRedactionInSteps, redact, redactionInSteps } from './redact';
import { atOnce } from './steps';

const PUBLISHED_TEST_CARDS = [
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '4111111111111111',
  '5555555555554444',
  '2223003122003222',
  '3782 822463 10005',
  '30569309025904',
  '6011111111111117',
  '4222222222222',
  '6304000000000000',
];

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[a-z@.,0-9 \-_']{0,80}$/),
  fc.stringMatching(/^[0-9 -]{0,80}$/),
);

const redactJson = (text: string) => atOnce(jsonRedactionInSteps(text));

describe('redact', () => {
  it.each(['jane.doe+shop@example.co.uk', "o'brien@example.com", 'büro@müller.example', 'a@b.xn--p1ai'])(
    'takes out the address %s and nothing around it',
    (address) => {
      expect(redact(`Write to <${address}>, please.`)).toEqual({
        text: 'Write to <[email]>, please.',
        found: ['email'],
      });
    },
  );

  it.each([
    'ann@example.org@example.com',
    'ann@bob@example.org',
    'a@b.example@c.example@d.example',
    'a@b.example(at)c.example',
  ])('takes out %s as one, with nothing of it left', (address) =>
    expect(redact(`Write to ${address}.`).text).toBe('Write to [email].'),
  );

  it.each(PUBLISHED_TEST_CARDS)('takes out the card number %s', (card) => {
    expect(redact(`Card: ${card}, exp 12/29`)).toEqual({ text: 'Card: [card], exp 12/29', found: ['card'] });
  });

  it('finds a card between other groups of digits', () => {
    expect(redact('order 12 4111 1111 1111 1111 thanks').text).toBe('order 12 [card] thanks');
  });

  it('takes the longest number, so that no digit of it is left', () => {
    expect(redact('4222222222222 105').text).toBe('[card]');
  });

  it.each([
    'call me @ home',
    'user@localhost',
    'follow us @example.org',
    'order 4111 1111 1111 1112',
    'time stamp 1764000000000',
    '550e8400-e29b-41d4-a716-446655440000',
    '',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('leaves nothing that it would redact again', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = redact(text).text;
        expect(redact(once)).toEqual({ text: once, found: [] });
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves text without an @ or thirteen digits untouched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('@') && (text.match(/\d/g)?.length ?? 0) < 13);
        expect(redact(text).text).toBe(text);
      }),
    );
  });

  it('takes out an address and a card wherever they stand', () => {
    const around = fc.stringMatching(/^[a-z ,.;]{0,40}$/);
    fc.assert(
      fc.property(around, around, fc.constantFrom(...PUBLISHED_TEST_CARDS), (before, after, card) => {
        const text = `${before} ann@example.org ${after} ${card} ${before}`;
        expect(redact(text)).toEqual({ text: `${before} [email] ${after} [card] ${before}`, found: ['email', 'card'] });
      }),
    );
  });

  it.each(['a@'.repeat(100_000), '1 '.repeat(100_000), 'a'.repeat(200_000), '@'.repeat(200_000), 'a.'.repeat(100_000)])(
    'does hostile input in one pass',
    (text) => {
      // A quadratic search would need minutes for these; the suite's own time limit is the assertion.
      expect(redact(text).text).toBe(text);
    },
  );
});

describe('redactJson', () => {
  it('redacts inside strings, keys and numbers and keeps the rest as written', () => {
    const text = '{ "mail": "a\\u0040example.org", "cards": [4111111111111111], "b@example.org": {"n": 1.20} }';
    expect(redactJson(text)).toEqual({
      text: '{ "mail": "[email]", "cards": ["[card]"], "[email]": {"n": 1.20} }',
      found: ['email', 'card'],
    });
  });

  it('finds a card that is too long for an exact JavaScript number', () => {
    expect(redactJson('{"n":6304000000000000000}').text).toBe('{"n":"[card]"}');
  });

  it('always gives JSON with nothing left to redact', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('say "hi" to a@example.org', '4111 1111 1111 1111\n\\'));
    fc.assert(
      fc.property(fc.dictionary(texts, fc.oneof(texts, fc.array(texts), fc.double())), fc.nat(4), (value, indent) => {
        const redacted = redactJson(JSON.stringify(value, null, indent)).text;
        expect(() => JSON.parse(redacted)).not.toThrow();
        expect(redact(redacted).found).toEqual([]);
      }),
    );
  });

  it('returns the same text, spaces included, when nothing is found', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        fc.pre(!text.includes('@') && !/\d{13}/.test(text));
        expect(redactJson(text)).toEqual({ text, found: [] });
      }),
    );
  });
});

describe('redactionInSteps', () => {
  it('orders and replaces what it found in steps as well', () => {
    const steps = [...redactionInSteps('a@b.co '.repeat(20_480))];
    // Signs, findings, their order, their places: 20 steps of 1,024 each.
    expect(steps.length).toBeGreaterThan(4 * 20 - 4);
  });

  it.each(['5 3 ', 'ann@b.org ', '%25', '\u200b'])('takes more steps the more often %j stands in a text', (part) => {
    const steps = (times: number) => [...redactionInSteps(part.repeat(times))].length;
    expect(steps(20_000)).toBeGreaterThan(steps(2_000) + 16);
  });
});
