import { describe, expect, it } from 'vitest';
import { findIds } from './find-ids';

const typesIn = (text: string) => findIds(text).map(({ type }) => type);
const partsOf = (text: string) => findIds(text).map(({ start, end }) => text.slice(start, end));

describe('findIds', () => {
  it('takes a number that others are written like only with a word near by, or as a whole text', () => {
    expect(typesIn('Her PESEL: 44051401359')).toEqual(['PL_PESEL']);
    expect(typesIn('44051401359')).toEqual(['PL_PESEL']);
    expect(typesIn('We shipped 44051401359 units')).toEqual([]);
  });

  it('takes a number in a form of its own anywhere', () => {
    expect(typesIn('abc 536-22-1234 abc')).toEqual(['US_SSN']);
    expect(typesIn('soy 12345678Z y vivo aquí')).toEqual(['ES_NIF']);
    expect(typesIn('códice RSSMRA85T10A562S.')).toEqual(['IT_FISCAL_CODE']);
  });

  it.each(['000-12-3456', '666-12-3456', '900-12-3456', '123-00-4567', '123-45-0000'])(
    'leaves %s, which is never issued',
    (text) => {
      expect(typesIn(`SSN ${text}`)).not.toContain('US_SSN');
    },
  );

  it('lets the nearest word decide between kinds that look the same', () => {
    expect(typesIn('TFN 123 456 782 and ACN 004 085 616')).toEqual(['AU_TFN', 'AU_ACN']);
  });

  it('understands words of names in programs and of scripts without spaces', () => {
    expect(typesIn('{"employeeSsn": "536221234"}')).toEqual(['US_SSN']);
    expect(typesIn('{"ssn_number": "536221234"}')).toEqual(['US_SSN']);
    expect(typesIn('제 외국인등록번호는 9111245678906입니다')).toEqual(['KR_FRN']);
    expect(typesIn('我的身份证号是11010519491231002X。')).toEqual(['CN_RIC']);
  });

  it('finds a number with its check digit in brackets', () => {
    expect(partsOf('HKID A123456(3), not A123456(4)')).toEqual(['A123456(3)']);
  });

  it('finds each of several', () => {
    expect(partsOf('197401143C, S1234567D; 12345678Z')).toEqual(['197401143C', 'S1234567D', '12345678Z']);
  });

  it('keeps its offsets where a small letter is longer than its capital', () => {
    expect(partsOf('İİİİ kimlik no: 17291716060')).toEqual(['17291716060']);
  });

  it.each([
    ['examples', '0123456789'],
    ['zeros', '0000000000'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a hash', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a commit', 'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904'],
    ['an order number', 'Your order 114-3941689-8772232 has shipped'],
    ['an invoice', 'Invoice INV-2024-001234 of 12 March'],
    ['a tracking number', 'Tracking: 1Z999AA10123456784'],
    ['prices', 'from $1,234,567.89 to 1.234.567,89 €'],
    ['dates', '2024-03-15, 15.03.2024, 03/15/2024 and 20240315'],
    ['versions', 'node v20.11.1, chrome 120.0.6099.129'],
    ['a time stamp', 'at 1609459200000 and 2024-03-15T14:30:00.123Z'],
    ['coordinates', '52.520008, 13.404954; 48°51′24″N'],
    ['an ISBN', 'ISBN 978-3-16-148410-0'],
    ['a DOI', 'doi:10.1000/182 and 10.1038/s41586-020-2649-2'],
    ['a table', '1 200 300\n2 450 120\n3 999 888\n123 456 789\n987 654 321'],
    ['code', 'const MAX = 2147483647; if (x > 0x7fffffff) return -1_000_000_000;'],
    ['a lock file', '"integrity": "sha512-Z8tz0b1h7oqbX8W1234567890abcdefGHIJK=="'],
    ['a score', 'They won 3-2 after 90+4 minutes, 10-11-12 in the league'],
    ['a part number', 'part no. AB-1234-56 rev C, SKU 000123456'],
  ])('leaves %s', (_, text) => {
    expect(findIds(text)).toEqual([]);
  });
});
