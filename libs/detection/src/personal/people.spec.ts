import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '@gauntlet/testing';
import { readText } from '../reading/reading';
import { findPeople } from './people';
import { findPersonalData } from './personal-data';

// Twice as long per character is the machine; four times would be work that grows with the square of the text.
const MAX_GROWTH = 2.5;

const found = (text: string) => findPeople(text).map(({ type, start, end }) => [type, text.slice(start, end)]);

describe('findPeople', () => {
  it('leaves out names that are part of an address', () => {
    expect(found('Anna Smith moved to Via Giuseppe Garibaldi 8, 20121 Milano.')).toEqual([
      ['PERSON', 'Anna Smith'],
      ['STREET_ADDRESS', 'Via Giuseppe Garibaldi 8, 20121 Milano'],
    ]);
  });

  it('finds all kinds in reading order', () => {
    const text = 'Passport 123456789 of Maria Rossi, born 8/5/1989, who lives at 14 Crown Street, London';
    expect(found(text).map(([type]) => type)).toEqual(['PASSPORT', 'PERSON', 'DATE_OF_BIRTH', 'STREET_ADDRESS']);
  });

  it('says where disguised words stand in the text as it was given', () => {
    const text = 'My name is Ma\u200bria Ros\u00adsi.';
    const [{ start, end } = { start: 0, end: 0 }] = findPersonalData(readText(text));
    expect(text.slice(start, end)).toBe('Ma\u200bria Ros\u00adsi');
  });

  it('reads any text; what is found stands in it, in order and without overlaps', () => {
    const piece = fc.constantFrom(
      ...[
        'Ann',
        'Smith',
        'J.',
        'de',
        'Mr.',
        'name is',
        '14',
        'Rue',
        'Street',
        'Apt. 3',
        'Box 12',
        ',',
        '\n',
        '. ',
        'born',
        '1/2/1990',
      ],
      ...['passport', 'AB123456', '\ud800', 'é', '\u200b', "'s", '-', '10115 Berlin', 'corner of', ' ', ' ', ' '],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        let behind = 0;
        for (const { start, end } of findPeople(given)) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(end).toBeGreaterThan(start);
          behind = end;
        }
        expect(behind).toBeLessThanOrEqual(given.length);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'Mary. ',
    'Smith, ',
    'A de ',
    '1 A ',
    'Via 1 ',
    '12 Rue Marie ',
    'passport born ',
    'p.o. box ',
    "a'",
    'corner of 1 and ',
  ])('takes time in proportion to the length of repeated %j', (unit) => {
    const textOf = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    expect(growth(findPeople, textOf)).toBeLessThan(MAX_GROWTH);
  });
});
