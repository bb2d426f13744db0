import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { readText } from '../reading/reading';
import { findPersonalData } from './personal-data';

const find = (text: string) => findPersonalData(readText(text));
const MAX_GROWTH = 2.5;

const HOSTILE_NUMBERS: Readonly<Record<string, string>> = {
  'numbers of nine digits': '123456789 ',
  'numbers of nine digits and words for them': 'ssn 123456789 ',
  'cards and words for them': 'card 4242424242424242 ',
  'phones and words for them': 'call 212 555 0187 ',
  'beginnings of IBANs': 'GB33 BUKB ',
  'colons and digits': '1:2::',
  'pairs of hex digits': 'ab:cd:',
  'dotted numbers': '1.2.3.',
  'beginnings of URLs': 'a://b:',
  'beginnings of wallets': 'bc1q0x13',
  'plus signs and brackets': '+(1)(2',
  'single letters and digits': 'A 1 B 2 ',
};

describe('findPersonalData', () => {
  it('says in reading order what stands where, without overlaps', () => {
    const text =
      'Ann (ann@example.org, +44 20 7946 0018) paid with 4242 4242 4242 4242 from 203.0.113.7; SSN 536-22-1234.';
    expect(find(text).map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual(
      expect.arrayContaining([
        ['EMAIL_ADDRESS', 'ann@example.org'],
        ['PHONE_NUMBER', '+44 20 7946 0018'],
        ['CREDIT_CARD', '4242 4242 4242 4242'],
        ['IP_ADDRESS', '203.0.113.7'],
        ['US_SSN', '536-22-1234'],
      ]),
    );
  });

  it('takes the whole of a URL with a password, whatever else is found in it', () => {
    const text = 'postgres://app:pw@10.0.0.1/db';
    expect(find(text)).toEqual([{ type: 'URL_CREDENTIALS', start: 0, end: text.length }]);
  });

  it.each(['\u00a0', '\u2007', '\u2009', '\u202f', '\u2011', '\u2013', '\u2212'])(
    'finds numbers whose groups are parted by %j as those with a plain space or dash',
    (gap) => {
      const numbers = ['DE75 5121 0800 1245 1261 99', '+49 30 901820', '06 12 34 56 78', '046 454 286', '536 22 1234'];
      const text = `IBAN ${numbers.join('; tel, SIN or SSN: ')}`;
      const written = text.replaceAll(/(?<=\d) (?=\d)/g, gap);
      expect(find(text).map(({ start, end }) => text.slice(start, end))).toEqual(numbers);
      expect(find(written)).toEqual(find(text));
    },
  );

  it('takes no columns that are parted by tabs for one number', () => {
    const text = '0612\t+44 20 7946 0018\t20241';
    expect(find(text).map(({ start, end }) => text.slice(start, end))).toEqual(['+44 20 7946 0018']);
  });

  it.each(['icon@2x.png', 'a 2x@3x.webp', 'lodash@4.17.21.tgz', 'git clone git@github.com:acme/shop.git'])(
    'takes no name of a file or repository for an address: %s',
    (text) => {
      expect(find(text)).toEqual([]);
    },
  );

  it('covers a disguised value in the text as it was given', () => {
    const text = 'mail ann&#64;example.org now';
    expect(find(text).map(({ start, end }) => text.slice(start, end))).toEqual(['ann&#64;example.org']);
  });

  it('never throws, and its parts are in order and within the text', () => {
    const pieces = fc.constantFrom(
      '+1',
      '(212)',
      ' 555 0187',
      '@',
      'ann',
      '.org',
      'GB33',
      'ssn ',
      '536-22-1234',
      '::1',
      '://',
      ':',
      '\ud800',
      'İ',
      '١٢٣',
      '[',
      '0x',
      '4242',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let from = 0;
        for (const { start, end } of find(text)) {
          expect(start >= from && end > start && end <= text.length).toBe(true);
          from = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))('takes time in proportion to the length of %s', (_, textOf) => {
    expect(growth(find, textOf)).toBeLessThan(MAX_GROWTH);
  });

  it.each(Object.entries(HOSTILE_NUMBERS))('takes time in proportion to the length of %s', (_, unit) => {
    const textOf = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    expect(growth(find, textOf)).toBeLessThan(MAX_GROWTH);
  });
});
