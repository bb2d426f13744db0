import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '@gauntlet/testing';
import { findPersonalData } from '../personal/personal-data';
import { readText } from '../reading/reading';
import { redactInSteps } from './redact-all';
import { restore } from './restore';

function redactAll(...request: Parameters<typeof redactInSteps>) {
  const steps = redactInSteps(...request);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const redactPersonal = (...texts: string[]) =>
  redactAll(
    texts,
    texts.map((text) => findPersonalData(readText(text))),
  );

describe('redactInSteps', () => {
  it('numbers values in the order of the texts, each kind for itself', () => {
    const { texts, values } = redactPersonal(
      'ann@example.org or bob@example.org',
      'from 203.0.113.7 to bob@example.org',
    );
    expect(texts).toEqual(['[EMAIL_1] or [EMAIL_2]', 'from [IP_1] to [EMAIL_2]']);
    expect(values).toEqual({ '[EMAIL_1]': 'ann@example.org', '[EMAIL_2]': 'bob@example.org', '[IP_1]': '203.0.113.7' });
  });

  it('keeps the numbers of texts when others come behind them', () => {
    const { texts: before } = redactPersonal('ann@example.org', 'bob@example.org');
    const { texts: after } = redactPersonal('ann@example.org', 'bob@example.org', 'cy@example.org, ann@example.org');
    expect(after.slice(0, 2)).toEqual(before);
    expect(after[2]).toBe('[EMAIL_3], [EMAIL_1]');
  });

  it('gives one number to a value however it is written, and tells the spellings apart', () => {
    const { texts, values } = redactPersonal(
      'Ann@Example.org, ann@example.org',
      'card 4242 4242 4242 4242 or 4242-4242-4242-4242',
    );
    expect(texts).toEqual(['[EMAIL_1], [EMAIL_1.2]', 'card [CARD_1] or [CARD_1.2]']);
    expect(values['[EMAIL_1.2]']).toBe('ann@example.org');
  });

  it('never takes a text that looks like a placeholder for one of its own', () => {
    const { texts, values } = redactPersonal('I typed [EMAIL_1] for ann@example.org');
    expect(texts).toEqual(['I typed [PLACEHOLDER_1] for [EMAIL_1]']);
    expect(restore(texts[0] ?? '', values)).toBe('I typed [EMAIL_1] for ann@example.org');
  });

  it('replaces a value also where nothing says what it is', () => {
    expect(redactPersonal('my phone is 79264123', 'so 79264123, not 792641234').texts).toEqual([
      'my phone is [PHONE_1]',
      'so [PHONE_1], not 792641234',
    ]);
  });

  it.each([
    ['SSN 536-90-4399', '{"id":"536904399"}', '{"id":"[US_SSN_1.2]"}'],
    ['call (415) 555-2671', '{"result":"4155552671"}', '{"result":"[PHONE_1.2]"}'],
    ['call 4155552671', 'see the note on 415\u2009555\u20112671', 'see the note on [PHONE_1.2]'],
    ['passport C01X00T47', 'c01x00t47', '[PASSPORT_1.2]'],
    ['SSN 536-90-4399', '1536904399, 5369043990, [536,90,4399], 536 90\n\n\n\n4399', null],
    ['from 203.0.113.17', 'number 203011317', null],
  ])('replaces a number of %j in %j', (told, again, redacted) => {
    expect(redactPersonal(told, again).texts[1]).toBe(redacted ?? again);
  });

  it('takes time in proportion to the number of numbers and to the length of texts with other groups', () => {
    const redact = (text: string) => {
      const found = [...text.matchAll(/\S+/g)].map(({ 0: { length }, index }) => ({
        type: 'US_SSN',
        start: index,
        end: index + length,
      }));
      return redactAll([text, text.replaceAll('-', ' ')], [found, []]);
    };
    const textOf = (length: number) =>
      Array.from({ length: length / 12 }, (_, at) => `536-90-${1_000 + (at % 9_000)}`).join(' ');
    expect(growth(redact, textOf, 32_768)).toBeLessThan(2.5);
  });

  it('takes time in proportion to the number of values, also of values that begin alike', () => {
    const redact = (text: string) => {
      const found = [...text.matchAll(/\S+/g)].map(({ 0: { length }, index }) => part(index, length));
      return redactAll([text, text], [found, []]);
    };
    const part = (start: number, length: number) => ({ type: 'EMAIL_ADDRESS', start, end: start + length });
    const textOf = (length: number) => Array.from({ length: length / 8 }, (_, at) => `annabel${at}@b.org`).join(' ');
    expect(growth(redact, textOf, 32_768)).toBeLessThan(2.5);
  });

  it('leaves a long value nowhere, not in a longer word either', () => {
    const { texts } = redactPersonal('IBAN GB33BUKB20201555555555', 'xGB33BUKB20201555555555y');
    expect(texts[1]).toBe('x[IBAN_1]y');
  });

  const VALUES = [
    'ann@example.org',
    'ANN@example.org',
    '+44 20 7946 0018',
    '4242 4242 4242 4242',
    '203.0.113.7',
    '536-22-1234',
    'GB33BUKB20201555555555',
  ];
  const piece = fc.oneof(
    fc.constantFrom(...VALUES.map((value) => ` ${value} `)),
    fc.constantFrom(
      '[EMAIL_1]',
      '[EMAIL_1',
      '_1]',
      '[PLACEHOLDER_1]',
      '[CARD_1.2]',
      '[[EMAIL_1]]',
      '\ud83d',
      '"',
      '\\',
      '$&',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const request = fc.array(
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    { maxLength: 5 },
  );

  it('is undone by restoring, for any texts', () => {
    fc.assert(
      fc.property(request, (given) => {
        const { texts, values } = redactPersonal(...given);
        expect(texts.map((text) => restore(text, values))).toEqual(given);
      }),
    );
  });

  it('leaves no value that it found in any text', () => {
    fc.assert(
      fc.property(request, (given) => {
        const { texts, values } = redactPersonal(...given);
        const written = Object.values(values).filter((value) => value.length >= 12 && !value.startsWith('['));
        for (const value of written) expect(texts.join('\n')).not.toContain(value);
      }),
    );
  });

  it('is undone by restoring, whatever parts were found', () => {
    const found = fc.array(
      fc.record({
        type: fc.constantFrom('PERSON', 'EMAIL_ADDRESS'),
        start: fc.nat(30),
        length: fc.integer({ min: 1, max: 9 }),
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 40 }), found, (text, parts) => {
        const spans = parts.map(({ type, start, length }) => ({ type, start, end: start + length }));
        const { texts, values } = redactAll([text], [spans]);
        expect(restore(texts[0] ?? '', values)).toBe(text);
      }),
    );
  });

  it('takes more steps the more there is to replace and to look at', () => {
    const values = Array.from({ length: 2_000 }, (_, number) => `ann${number}@example.org`);
    const text = values.join(' ');
    const found = values.map((value) => ({
      type: 'EMAIL_ADDRESS',
      start: text.indexOf(`${value} `),
      end: text.indexOf(`${value} `) + value.length,
    }));
    const steps = redactInSteps([text], [found.slice(0, -1)]);
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(values.length / 256 + text.length / 2_048 - 4);
  });
});
