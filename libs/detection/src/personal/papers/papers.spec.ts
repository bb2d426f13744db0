import { describe, expect, it } from 'vitest';
import { Words } from '../words/words';
import { findPapersIn } from './papers';

const papersIn = (text: string) =>
  findPapersIn(new Words(text)).map(({ type, start, end }) => [type, text.slice(start, end)]);

describe('findPapersIn', () => {
  it.each([
    ['My passport number is 123456789.', 'PASSPORT', '123456789'],
    ['Passport No: C01X00T47, issued in Bonn', 'PASSPORT', 'C01X00T47'],
    ['numer paszportu AB1234567', 'PASSPORT', 'AB1234567'],
    ["my driver's license number is 2270-66-1551", 'DRIVER_LICENSE', '2270-66-1551'],
    ['Driving licence: MORGA753116SM9IJ', 'DRIVER_LICENSE', 'MORGA753116SM9IJ'],
    ['Führerschein Nr. B072RRE2I55', 'DRIVER_LICENSE', 'B072RRE2I55'],
    ['She was born on 8/5/1989 in Rome', 'DATE_OF_BIRTH', '8/5/1989'],
    ['DOB: 1989-08-05', 'DATE_OF_BIRTH', '1989-08-05'],
    ['born in Berlin on March 12, 1985', 'DATE_OF_BIRTH', 'March 12, 1985'],
    ['geboren am 12. März 1985', 'DATE_OF_BIRTH', '12. März 1985'],
    ['née le 3 janvier 1990', 'DATE_OF_BIRTH', '3 janvier 1990'],
    ['fecha de nacimiento: 12 de marzo de 1985', 'DATE_OF_BIRTH', '12 de marzo de 1985'],
    ['Дата рождения: 01.02.1990', 'DATE_OF_BIRTH', '01.02.1990'],
  ])('finds in %j the %s', (text, type, value) => {
    expect(papersIn(text)).toEqual([[type, value]]);
  });

  it.each([
    'I need my passport to be ready by then, at 10 or 11.',
    'Her passport expires 20270504.',
    'A passport photo has 35x45 mm.',
    'A driver license is required for 3 people since 2015.',
    'The printer driver needs version 10.15.7 of 2025-10-10.',
    'He was born in 1985, the meeting is on 12/03/2024.\nborn to run',
    'Order 123456789 was sent on 8/5/1989.',
  ])('finds nothing in %j', (text) => {
    expect(papersIn(text)).toEqual([]);
  });
});
