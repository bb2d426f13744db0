import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { familyOf, isImpersonal } from './entity-family';
import { SpanTally } from './span-tally';

const span = (type: string, start: number, end: number) => ({ type, start, end });

function counts(tally: SpanTally, family: string): number[] {
  const found = tally.byFamily.get(family);
  return found ? [found.truePositives, found.falsePositives, found.falseNegatives] : [];
}

describe('a span', () => {
  it.each([
    ['all of it', [span('PERSON', 10, 20)], [1, 0, 0]],
    ['half of it', [span('PERSON', 5, 15)], [1, 0, 0]],
    ['halves of it in two parts', [span('PERSON', 10, 13), span('PERSON', 17, 20)], [1, 0, 0]],
    ['much more than it', [span('PERSON', 0, 90)], [1, 0, 0]],
    ['a part of it that is right and too short', [span('PERSON', 10, 14)], [0, 0, 1]],
    ['less than half of it and of the part', [span('PERSON', 2, 13)], [0, 1, 1]],
    ['another place', [span('PERSON', 30, 40)], [0, 1, 1]],
    ['nothing', [], [0, 0, 1]],
  ])('is compared when found is %s', (_, found, expected) => {
    const tally = new SpanTally();
    tally.add([span('PERSON', 10, 20)], found, null);
    expect(counts(tally, 'PERSON')).toEqual(expected);
  });

  it('is of its family under any name, and of no other', () => {
    const tally = new SpanTally();
    tally.add(
      [span('email', 0, 5), span('US_SSN', 10, 20)],
      [span('EMAIL_ADDRESS', 0, 5), span('PHONE', 10, 20)],
      null,
    );
    expect(counts(tally, 'EMAIL_ADDRESS')).toEqual([1, 0, 0]);
    expect(counts(tally, 'PHONE_NUMBER')).toEqual([0, 1, 0]);
    expect(counts(tally, 'US_SSN')).toEqual([0, 0, 1]);
  });

  it('of a type that tells of nobody counts as nothing, and so does what is found there of its family', () => {
    const tally = new SpanTally();
    const given = [span('GPE', 0, 5), span('DATE_TIME', 10, 20)];
    const row = tally.add(given, [span('DATE_OF_BIRTH', 10, 20), span('PERSON', 0, 5)], null);
    expect([...tally.byFamily.keys()]).toEqual(['PERSON']);
    expect([...tally.leftOut]).toEqual([
      ['GPE', 1],
      ['DATE_TIME', 1],
    ]);
    expect(row).toEqual({ isPositive: false, isFound: true });
  });

  it('of a type that nobody looked for can not be wrong', () => {
    const tally = new SpanTally();
    const row = tally.add([], [span('PHONE_NUMBER', 0, 5), span('IBAN_CODE', 9, 20)], ['IBAN']);
    expect(tally.total).toEqual({ truePositives: 0, falsePositives: 1, falseNegatives: 0 });
    expect(row).toEqual({ isPositive: false, isFound: true });
    expect(tally.add([], [span('PHONE_NUMBER', 0, 5)], ['IBAN']).isFound).toBe(false);
  });

  it('is found or missed, and found in full by itself', () => {
    const spans = fc.array(
      fc
        .record({
          type: fc.constantFrom('PERSON', 'EMAIL', 'PHONE', 'GPE'),
          start: fc.nat(50),
          length: fc.integer({ min: 1, max: 20 }),
        })
        .map(({ type, start, length }) => span(type, start, start + length)),
    );
    fc.assert(
      fc.property(spans, spans, (truth, found) => {
        const tally = new SpanTally();
        tally.add(truth, found, null);
        const { truePositives, falseNegatives } = tally.total;
        expect(truePositives + falseNegatives).toBe(truth.filter(({ type }) => !isImpersonal(type)).length);
        const same = new SpanTally();
        same.add(truth, truth, null);
        expect(same.total).toMatchObject({ falsePositives: 0, falseNegatives: 0 });
      }),
    );
  });
});

describe('a family', () => {
  it.each([
    ['PHONE', 'PHONE_NUMBER'],
    ['credit card number', 'CREDIT_CARD'],
    ['DE_PASSPORT', 'PASSPORT'],
    ['US_PASSPORT_NUMBER', 'PASSPORT'],
    ['US_DRIVER_LICENSE', 'DRIVER_LICENSE'],
    ['UK_DRIVING_LICENCE', 'DRIVER_LICENSE'],
    ['SSN', 'US_SSN'],
    ['ES_NIF', 'ES_NIF'],
  ])('of %s is %s', (type, family) => expect(familyOf(type)).toBe(family));
});
