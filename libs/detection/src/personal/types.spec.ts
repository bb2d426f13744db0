import { expect, it } from 'vitest';
import { readText } from '../reading/reading';
import { findPersonalData } from './personal-data';
import { PERSONAL_DATA_TYPES } from './types';

it.each([
  ['EMAIL_ADDRESS', 'ann@example.org'],
  ['PHONE_NUMBER', 'call +44 20 7946 0958'],
  ['CREDIT_CARD', 'card 4111 1111 1111 1111'],
  ['IBAN_CODE', 'DE89 3704 0044 0532 0130 00'],
  ['STREET_ADDRESS', 'lives at 12 Baker Street, London'],
  ['PERSON', 'My name is Ann Smith.'],
  ['DATE_OF_BIRTH', 'born on 3 May 1984'],
  ['PASSPORT', 'passport no. C01X00T47'],
  ['DRIVER_LICENSE', 'permis de conduire 12AB34567'],
  ['IP_ADDRESS', 'from 203.0.113.7'],
  ['MAC_ADDRESS', '00:1B:44:11:3A:B7'],
  ['URL_CREDENTIALS', 'https://ann:s3cretpw@example.org/'],
  ['CRYPTO', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
  ['US_SSN', 'SSN 536-22-1234'],
])('the types that can be found have %s', (type, text) => {
  expect(PERSONAL_DATA_TYPES).toContain(type);
  expect(findPersonalData(readText(text)).map((part) => part.type)).toContain(type);
});
